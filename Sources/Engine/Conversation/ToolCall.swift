/// A call of a tool, as the model made it.
package struct ToolCall: Equatable, Sendable {
  /// The tool's name on the wire: `time__convert_time`.
  package var name: String
  /// JSON, as the model wrote it; it may be none.
  package var arguments: String
  /// The server's own word for the call, where it gave one.
  package var wireID: String?
  /// What its server wants back with the call, word for word: Gemini's signature.
  package var companion: JSON?

  package init(
    _ name: String, _ arguments: String = "", wireID: String? = nil, companion: JSON? = nil
  ) {
    self.name = name
    self.arguments = arguments
    self.wireID = wireID
    self.companion = companion
  }
}

/// What became of a call.
package struct ToolResult: Equatable, Sendable {
  package enum Status: String, Sendable {
    case done
    /// The tool itself said that it failed.
    case failed
    /// It was never run: no such tool, arguments that are none, a limit.
    case refused
    /// The user, or a rule of theirs, said no.
    case denied
    case cancelled
    /// Nothing is known of it: its server or this program died, or the connection broke.
    case lost
  }

  package var status: Status
  /// What the tool answered, whole, or a sentence for the model about why there is no answer.
  package var text: String
  /// How long the tool worked; `nil` where it never began.
  package var took: Duration?

  package init(_ status: Status, _ text: String, took: Duration? = nil) {
    self.status = status
    self.text = text
    self.took = took
  }
}

/// A call and what became of it.
package struct ToolUse: Equatable, Sendable {
  package var call: ToolCall
  /// The tool as the reader knows it; `nil` where no tool has the call's name.
  package var tool: Name?
  /// `nil` while it is still to come.
  package var result: ToolResult?
  /// The model's server ran it, without a question here.
  package var ranOnServer = false
  /// When the tool began to work, in the engine's time; `nil` before, and in a kept reply.
  package var began: Duration?
  /// What the tool says of its progress: `3/10 reading`.
  package var progress: String?

  package struct Name: Equatable, Sendable {
    package var server: String
    package var tool: String

    package init(server: String, tool: String) {
      self.server = server
      self.tool = tool
    }
  }

  package init(_ call: ToolCall, tool: Name? = nil, result: ToolResult? = nil) {
    self.call = call
    self.tool = tool
    self.result = result
  }

  /// `time · convert_time`, else the name as the model wrote it.
  package var title: String { tool.map { "\($0.server) · \($0.tool)" } ?? call.name }
}

/// The calls that one answer of the model ends with, and where they stand in the reply.
package struct ToolRound: Equatable, Sendable {
  package var uses: [ToolUse] = []
  /// Bytes of the reply's thinking and text that came before the calls.
  package internal(set) var thinkingEnd = 0
  package internal(set) var textEnd = 0
  /// Its answer still comes: more words and calls may follow.
  package internal(set) var isOpen = true
  /// The field that its thinking came in, and has to go back in.
  package var thinkingField: String?
  /// Items that its server wants back as they came, such as encrypted thinking.
  package var companions: [JSON] = []

  package init() {}

  /// Nothing of it was run from here.
  var isRunByServer: Bool { uses.allSatisfy(\.ranOnServer) }
  package var isAnswered: Bool { uses.allSatisfy { $0.result != nil } }
}

/// A piece of a call, as a stream brings it.
package enum CallDelta: Equatable, Sendable {
  /// Its name, the server's word for it, and what has to go back with it; again where a server corrects itself.
  case named(ToolCall)
  /// The next piece of its arguments.
  case arguments(String)
  /// What came of its arguments was not the beginning of these.
  case argumentsAnew(String)
  /// The model's own server runs it, or has run it.
  case onServer(of: String?, ToolResult?)
}
