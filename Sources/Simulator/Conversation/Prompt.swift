/// What the user asked, wherever a wire keeps it.
struct Prompt: Sendable {
  /// The last user message without the words that steer the simulator.
  var text: String
  /// Faults asked for by `!!name` words.
  var faults: [Fault] = []
  /// Asked for by `!!think=name`.
  var reasoning: ReasoningMode?
  /// `!!long` and `!!short`.
  var length: Length = .usual
  /// One for every `!!call`: which function, see `FunctionCall`.
  var calls: [Substring] = []
  /// How often those calls are made, one round after the other: `!!rounds=N`.
  var rounds = 1
  /// The functions the client offers.
  var offered: [OfferedFunction] = []
  /// What came of the calls since this prompt.
  var results: [String] = []
  /// The language that the text is to be translated into, where that is asked.
  var language: String?
  /// What the answer has to be, where that is asked.
  var schema: JSON?
  /// Whether an image came with it.
  var hasImage = false
  /// Tokens of everything that was sent.
  var tokens: Int

  enum Length: Sendable { case short, usual, long }

  /// Tokens that a chat template adds to every conversation.
  private static let templateTokens = 9

  init(json: JSON?) {
    let last = Self.lastUserText(json ?? .null)
    tokens =
      Self.templateTokens
      + Self.allTexts(json ?? .null).reduce(0) {
        $0 + TokenPieces.count($1)
      }
    text = ""
    offered = (json?["tools"]?.elements ?? []).compactMap(OfferedFunction.init(json:))
    results = CallResults(json: json).texts
    hasImage = last.hasImage
    language = Self.language(json ?? .null)
    schema = json.flatMap(SchemaInstance.schema)
    text = steer(by: last.text)
  }

  /// codex-tui asks for translations with these words.
  private static func language(_ json: JSON) -> String? {
    let ask = "Translate the user's text into "
    guard let words = allTexts(json).first(where: { $0.hasPrefix(ask) }) else { return nil }
    return String(words.dropFirst(ask.count).prefix { $0 != "." })
  }

  /// Takes the `!!words` out and keeps what they say.
  private mutating func steer(by text: String) -> String {
    guard text.contains("!!") else { return text }
    var kept: [Substring] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !word.hasPrefix("!!") || !obey(word.dropFirst(2)) { kept.append(word) }
    }
    return kept.joined(separator: " ")
  }

  private mutating func obey(_ word: Substring) -> Bool {
    if word.hasPrefix("think=") {
      reasoning = ReasoningMode(rawValue: String(word.dropFirst(6)))
      return reasoning != nil
    }
    if word == "long" || word == "short" {
      length = word == "long" ? .long : .short
      return true
    }
    if word == "call" || word.hasPrefix("call=") {
      calls.append(word.dropFirst(5))
      return true
    }
    if word.hasPrefix("rounds="), let number = Int(word.dropFirst(7)) {
      rounds = number
      return true
    }
    guard let fault = Fault(parsing: word) else { return false }
    faults.append(fault)
    return true
  }

  private static func lastUserText(_ json: JSON) -> (text: String, hasImage: Bool) {
    let list = json["messages"]?.elements ?? json["input"]?.elements
    guard let list else {
      return (json["input"]?.text ?? json["prompt"]?.text ?? "", json["images"] != nil)
    }
    // Items without a role that are no messages: images, and reasoning that Codex sends back.
    let users = list.filter {
      ($0["role"]?.text ?? "user") == "user"
        && [nil, "message", "text"].contains($0["type"]?.text)
    }
    let hasImage = list.contains { $0["type"]?.text == "image" || hasImagePart($0["content"]) }
    return (users.last.map { content($0) } ?? "", hasImage)
  }

  private static func hasImagePart(_ content: JSON?) -> Bool {
    content?.elements?.contains { ($0["type"]?.text ?? "").contains("image") } ?? false
  }

  /// The text of one message, whether a string or a list of parts.
  private static func content(_ message: JSON) -> String {
    if let text = message.text { return text }
    guard let content = message["content"] else { return message["text"]?.text ?? "" }
    if let text = content.text { return text }
    return (content.elements ?? []).compactMap { $0["text"]?.text }.joined(separator: "\n")
  }

  private static func allTexts(_ json: JSON) -> [String] {
    let lists = [json["messages"]?.elements, json["input"]?.elements].compactMap(\.self)
    let alone = ["input", "prompt", "instructions", "system_prompt", "system"]
      .compactMap { json[$0]?.text }
    return alone + lists.joined().map { content($0) }
  }
}
