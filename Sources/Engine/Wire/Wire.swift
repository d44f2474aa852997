/// How a conversation is written into a request, and a stream of bytes read back into deltas.
///
/// Wires are pure: no sockets, no clock. One value per provider; one decoder per reply.
package protocol Wire: Sendable {
  /// Path below the provider's base or origin, and the body, for one exchange.
  func request(for exchange: ChatRequest) throws(EngineError) -> WireRequest
  /// A fresh decoder for one reply.
  func decoder(for exchange: ChatRequest) -> any ReplyDecoder
}

/// Reads one reply. Bytes may be cut anywhere, inside a line or a UTF-8 scalar.
package protocol ReplyDecoder: Sendable {
  /// Appends what the bytes complete. After a `.finish` was appended, further bytes are ignored.
  mutating func decode(_ bytes: [UInt8], into deltas: inout [Delta])
  /// The server has said how the reply ends, so that what may still come is no longer waited for for
  /// long, and a connection that breaks now costs nothing.
  var knowsEnding: Bool { get }
  /// The stream is over: flushes whatever was held back. Appends no `.finish` that the server did
  /// not send.
  mutating func end(into deltas: inout [Delta])
}

extension ReplyDecoder {
  package var knowsEnding: Bool { false }
}

package struct WireRequest: Equatable, Sendable {
  /// The path from the root of the origin (`/api/v1/chat`) or below the base URL
  /// (`chat/completions`).
  package enum Path: Equatable, Sendable {
    case origin(String)
    case base(String)
  }

  package var path: Path
  package var body: JSON
  /// What this API has no field for.
  package var leftOut: [Sampling.Name] = []

  package init(path: Path, body: JSON) {
    self.path = path
    self.body = body
  }

  /// - Parameter names: the API's names, where they are not ours.
  static func write(
    _ sampling: Sampling, to body: inout JSON, as names: [Sampling.Name: String] = [:]
  ) {
    for (name, value) in sampling.entries { body[names[name] ?? name.rawValue] = value }
  }

  /// Writes those that the API has fields for, and keeps in mind which it has not.
  mutating func write(_ sampling: Sampling, knowing names: Set<Sampling.Name>) {
    for (name, value) in sampling.entries {
      if names.contains(name) { body[name.rawValue] = value } else { leftOut.append(name) }
    }
  }
}

/// Everything a wire may need to know of one exchange.
package struct ChatRequest: Equatable, Sendable {
  package struct Message: Equatable, Sendable {
    package enum Role: String, Sendable { case system, user, assistant }
    package var role: Role
    package var text: String
    /// Images as data URLs, user messages only.
    package var images: [String]
    /// What an assistant thought before its calls, where that has to go back.
    package var thinking: Thinking?
    /// The calls an assistant's message ends with, each with its result: none goes without one.
    package var calls: [AnsweredCall] = []
    /// Items of its own that the server wants back before them.
    package var companions: [JSON] = []

    package init(_ role: Role, _ text: String, images: [String] = []) {
      self.role = role
      self.text = text
      self.images = images
    }
  }

  package struct Thinking: Equatable, Sendable {
    package var text: String
    /// The field it came in, or `inText`.
    package var field: String

    /// It goes as `<think>` before the words, for templates that want it there.
    package static let inText = "<think>"

    /// The words of a message with it, where it stands in them.
    func before(_ words: String) -> String {
      field == Self.inText && !text.isEmpty ? "<think>\n\(text)\n</think>\n\n\(words)" : words
    }
  }

  /// A call and its result, as a model reads them again.
  package struct AnsweredCall: Equatable, Sendable {
    /// Ties the two together; nine letters and digits where it is ours, which is what Mistral asks for.
    package var id: String
    package var name: String
    /// A JSON object: arguments that are none would be refused for ever after.
    package var arguments: JSON
    package var result: String
    package var companion: JSON?
  }

  /// What the model may call, as it reads it.
  package struct Function: Equatable, Sendable {
    /// Letters, digits, `_` and `-`.
    package var name: String
    package var description: String
    /// JSON Schema of its arguments.
    package var schema: JSON

    package init(name: String, description: String = "", schema: JSON = ["type": "object"]) {
      self.name = name
      self.description = description
      self.schema = schema
    }
  }

  package enum Continued: Equatable, Sendable {
    /// Where it stops.
    case message
    /// With the answer, whose thinking is closed.
    case answer
  }

  package var model: String
  /// Oldest first; a system message, if any, stands first; the last is the user's new one.
  package var messages: [Message]
  /// `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, or a server's own word.
  package var effort: String?
  /// Tokens that it may think, where the server takes a limit.
  package var thinkingBudget: Int?
  /// What the server says it takes for this model; `nil` where it does not say.
  package var effortOptions: [String]?
  /// `auto`, `concise`, `detailed`, `none`: OpenAI's reasoning summaries.
  package var summary: String?
  package var verbosity: String?
  /// Earlier thinking goes back to the model, this reply's too.
  package var keepsThinking = false
  package var sampling = Sampling()
  package var contextLength: Int?
  /// Seconds of idleness after which the server may unload the model; only for servers that know it.
  package var timeToLive: Int?
  /// Ollama loads a model again whose requests ask for another share of the graphics card.
  package var graphicsShare: Double?
  /// Tools that the server runs itself, by its own names; only LM Studio's own API takes them.
  package var integrations: [String] = []
  /// A small model that guesses ahead.
  package var draftModel: String?
  /// The server's id of the last reply, when the conversation there is exactly ours up to it.
  package var previousResponseID: String?
  /// The server is llama.cpp and understands `return_progress`.
  package var wantsPromptProgress: Bool
  /// The answer is to be JSON as this schema has it.
  package var schema: JSON?
  /// The last message is the model's own, and is to be gone on with.
  package var continues: Continued?
  /// What the model may call, in an order that stays: servers keep what they read of an unchanged beginning.
  package var tools: [Function] = []
  /// The model opens its thinking in the prompt, so that only the closing tag arrives.
  package var startsThinking: Bool

  package init(
    model: String, messages: [Message], effort: String? = nil, summary: String? = nil,
    verbosity: String? = nil, temperature: Double? = nil, maxOutputTokens: Int? = nil,
    contextLength: Int? = nil, previousResponseID: String? = nil,
    wantsPromptProgress: Bool = false, startsThinking: Bool = false
  ) {
    self.model = model
    self.messages = messages
    self.effort = effort
    self.summary = summary
    self.verbosity = verbosity
    sampling.temperature = temperature
    sampling.maxOutputTokens = maxOutputTokens
    self.contextLength = contextLength
    self.previousResponseID = previousResponseID
    self.wantsPromptProgress = wantsPromptProgress
    self.startsThinking = startsThinking
  }
}
