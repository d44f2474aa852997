@testable import Engine

/// What a reader hears of a reply: its deltas added up.
struct Heard: Equatable {
  var thinking = ""
  var answer = ""
  var finish: FinishReason?
  var model: String?
  var responseID: String?
  var usage = Usage()
  var stages: [ServerStage] = []
  var notices: [String] = []
  var calls = HeardCalls()
  var thinkingField: String?
  var companions: [JSON] = []
  /// Endings, which must be at most one, and the last delta.
  private(set) var endings = 0

  init(_ deltas: [Delta] = []) {
    for delta in deltas { hear(delta) }
  }

  mutating func hear(_ delta: Delta) {
    if finish != nil { endings += 1 }
    switch delta {
    case .reasoning(let text): thinking += text
    case .text(let text): answer += text
    case .textWasReasoning:
      thinking += answer
      answer = ""
    case .stage(let stage): stages.append(stage)
    case .usage(let figures): usage.merge(figures)
    case .model(let name): model = name
    case .responseID(let id): responseID = id
    case .notice(let words): notices.append(words)
    case .call(let slot, let piece): calls.apply(piece, to: slot)
    case .thinkingField(let name): thinkingField = name
    case .companion(let item): companions.append(item)
    case .finish(let reason): finish = reason
    }
  }

  /// The name of the ending, as fixtures write it.
  var ending: String {
    switch finish {
    case .stop: "stop"
    case .lengthLimit: "lengthLimit"
    case .toolCall: "toolCall"
    case .failed: "failed"
    case nil: "none"
    }
  }

  var failure: EngineError? {
    if case .failed(let error) = finish { error } else { nil }
  }
}

/// The calls of a reply, added up.
struct HeardCalls: Equatable {
  private(set) var all: [ToolCall] = []

  mutating func apply(_ piece: CallDelta, to slot: Int) {
    while all.count <= slot { all.append(ToolCall("")) }
    switch piece {
    case .named(let call):
      let arguments = all[slot].arguments
      all[slot] = call
      all[slot].arguments = arguments
    case .arguments(let text): all[slot].arguments += text
    case .argumentsAnew(let text): all[slot].arguments = text
    case .onServer: break
    }
  }
}

extension Wire {
  /// Reads a reply that arrives in these pieces.
  func hear(
    _ pieces: [[UInt8]], startsThinking: Bool = false, tools: [ChatRequest.Function] = []
  ) -> Heard {
    var exchange = ChatRequest(model: "m", messages: [.init(.user, "Hi")])
    exchange.tools = tools
    exchange.startsThinking = startsThinking
    var decoder = decoder(for: exchange)
    var deltas: [Delta] = []
    for piece in pieces { decoder.decode(piece, into: &deltas) }
    decoder.end(into: &deltas)
    return Heard(deltas)
  }

  func hear(_ text: String, startsThinking: Bool = false) -> Heard {
    hear([Array(text.utf8)], startsThinking: startsThinking)
  }
}

/// A stream of events with these data lines.
func events(_ data: String...) -> String {
  data.map { "data: \($0)\n\n" }.joined()
}

/// A Chat Completions chunk around a delta.
func chunk(_ delta: String, finish: String = "null") -> String {
  #"{"choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
}

/// Where a fixture's bytes may be cut.
enum Cut: Sendable {
  static func single(_ bytes: [UInt8]) -> [[UInt8]] { bytes.map { [$0] } }

  static func every(_ bytes: [UInt8]) -> [[[UInt8]]] {
    (0...bytes.count).map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
  }
}
