import Support

@testable import Engine

extension FuzzTarget {
  static let reasoning = FuzzTarget("reasoning", seeds: ["think.sse", "leak.sse"]) { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    for startsThinking in [false, true] {
      let whole = split([text], startsThinking)
      for pieces in Cuts.ways(text) {
        try requireEqual(split(pieces, startsThinking).heard, whole.heard, "cut text differs")
      }
      try require(isPart(whole.all, of: text), "said what was not written: \(whole.all)")
      let isPlain = !text.utf8.contains {
        $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") || $0 == 0xE2
      }
      if isPlain, !text.contains("analysis"), !startsThinking {
        try requireEqual(whole.all, text, "plain text did not stay as it was")
      }
    }
  }

  static let wires = [
    wire("chat", ChatWire(), seeds: ["chat.sse", "stream.sse", "deepseek.sse", "mistral.sse"]),
    wire("responses", ResponsesWire(), seeds: ["responses.sse", "resp_stream.sse", "only.sse"]),
    wire("lmstudio", LMStudioWire(), seeds: ["native.sse", "native-error.sse"]),
    wire("ollama", OllamaWire(), seeds: [".ndjson"]),
  ]

  private static func wire(_ name: String, _ wire: any Wire, seeds: [String]) -> FuzzTarget {
    FuzzTarget(name, seeds: seeds) { bytes in
      for startsThinking in [false, true] {
        let whole = hear(wire, [bytes], startsThinking)
        try require(whole.afterEnd == 0, "\(whole.afterEnd) deltas after the end")
        for pieces in Cuts.ways(bytes) {
          try requireEqual(hear(wire, pieces, startsThinking), whole, "a cut stream differs")
        }
      }
    }
  }

  private static func hear(
    _ wire: any Wire, _ pieces: [[UInt8]], _ startsThinking: Bool
  ) -> HeardReply {
    var exchange = ChatRequest(model: "m", messages: [.init(.user, "Hi")])
    exchange.startsThinking = startsThinking
    var decoder = wire.decoder(for: exchange)
    var heard = HeardReply()
    for piece in pieces {
      var deltas: [Delta] = []
      decoder.decode(piece, into: &deltas)
      deltas.forEach { heard.hear($0) }
    }
    var deltas: [Delta] = []
    decoder.end(into: &deltas)
    deltas.forEach { heard.hear($0) }
    return heard
  }

  private static func split(
    _ pieces: [String], _ startsThinking: Bool
  ) -> (heard: HeardReply, all: String) {
    var splitter = ReasoningSplitter(startsThinking: startsThinking)
    var deltas: [Delta] = []
    for piece in pieces { splitter.split(piece, into: &deltas) }
    splitter.end(into: &deltas)
    var heard = HeardReply()
    var all = ""
    for delta in deltas {
      heard.hear(delta)
      switch delta {
      case .text(let text), .reasoning(let text): all += text
      default: break
      }
    }
    return (heard, all)
  }

  /// Whether a text can be had of another by leaving parts out. Line ends may come in, between blocks
  /// of thinking.
  private static func isPart(_ part: String, of whole: String) -> Bool {
    var rest = whole.unicodeScalars[...]
    for scalar in part.unicodeScalars where scalar != "\n" {
      guard let index = rest.firstIndex(of: scalar) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }
}

/// What a reader has of a reply at its end.
struct HeardReply: Equatable {
  private var turn = Turn(
    id: .init(1), prompt: Prompt("Hi"),
    reply: Reply(source: .init(profile: "p", provider: "p", requestedModel: "m")))
  private var hasEnded = false
  private(set) var afterEnd = 0

  mutating func hear(_ delta: Delta) {
    if hasEnded { afterEnd += 1 }
    if case .finish = delta { hasEnded = true }
    turn.apply(delta, at: .zero)
  }

  /// Counts of pieces and of changes differ with the cuts; everything the user sees must not.
  static func == (one: HeardReply, other: HeardReply) -> Bool {
    let (one, other) = (one.turn.reply, other.turn.reply)
    return one.text.string == other.text.string && one.reasoning.string == other.reasoning.string
      && one.status == other.status && one.source == other.source && one.notices == other.notices
      && one.responseID == other.responseID && one.stageProgress == other.stageProgress
  }
}
