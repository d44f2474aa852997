@testable import Engine
@testable import TUI

extension FuzzTarget {
  /// Every number of an input becomes one out of bounds, wherever it stands.
  static let figures = FuzzTarget("figures", seeds: [".sse", ".ndjson", ".json", ".jsonl"]) {
    bytes in
    for shift in extremes.indices {
      let extreme = replacingNumbers(bytes, from: shift)
      for wire in [ChatWire(), ResponsesWire(), LMStudioWire(), OllamaWire()] as [any Wire] {
        try reckon(wire, extreme)
      }
      try readElsewhere(extreme)
    }
  }

  private static let extremes = [
    "1e300", "-1", "9223372036854775807", "-9223372036854775808", "144115188075855872", "1e999",
    "0", "NaN", "-Infinity", "1e-320", "18446744073709551616", "0.5", "999999999", "1e15",
  ]

  private static func replacingNumbers(_ bytes: [UInt8], from shift: Int) -> [UInt8] {
    var result: [UInt8] = []
    var count = shift
    var isInNumber = false
    for byte in bytes {
      let isNumeric = byte >= 0x30 && byte <= 0x39 || isInNumber && (byte == 0x2E || byte == 0x65)
      if isNumeric, !isInNumber {
        result += extremes[count % extremes.count].utf8
        count += 1
      }
      isInNumber = isNumeric
      if !isNumeric { result.append(byte) }
    }
    return result
  }

  /// A reply with such figures is drawn, summed up, kept, and read again.
  private static func reckon(_ wire: any Wire, _ bytes: [UInt8]) throws {
    var decoder = wire.decoder(for: ChatRequest(model: "m", messages: [.init(.user, "Hi")]))
    var deltas: [Delta] = []
    decoder.decode(bytes, into: &deltas)
    decoder.end(into: &deltas)
    var reply = Reply(source: .init(profile: "p", provider: "p", requestedModel: "m"))
    var warmUp = WarmUp()
    for delta in deltas {
      reply.apply(delta, at: .seconds(1))
      warmUp.record(delta, at: .seconds(1))
    }
    try holds(reply.usage)
    _ = ReplyRate(reply, now: .seconds(2)).map { Int($0.tokensPerSecond.rounded()) }
    let kept = ReplyRecord.usage(reply)
    try requireEqual(ReplyRecord.usage(JSON(parsing: kept.bytes)), reply.usage, "kept otherwise")
    let figures = ReplyFigures(reply, at: 1)
    try require(ReplyFigures(line: figures.line) != nil, "no line of figures: \(figures.line)")
    _ = Statistics.of([figures, figures])
  }

  private static func readElsewhere(_ bytes: [UInt8]) throws {
    if let usage = JSON(parsing: bytes) { try holds(ReplyRecord.usage(usage)) }
    _ = ReplyRecord.clock(JSON(parsing: bytes))
    for line in bytes.split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      if let figures = ReplyFigures(line: text) { _ = Statistics.of([figures, figures]) }
      guard let json = JSON(parsing: line) else { continue }
      for models in [
        ModelList.lmStudioV1(json), ModelList.lmStudioV0(json), ModelList.openAI(json),
        ModelList.ollama(tags: json, running: json),
      ] {
        for model in models ?? [] { try require(model.sizeBytes ?? 0 >= 0, "\(model)") }
      }
      _ = RetryDelay.duration(in: text)
    }
  }

  /// What is shown can be true, and sums and conversions of it cannot overflow.
  private static func holds(_ usage: Usage) throws {
    let counts = [
      usage.promptTokens, usage.completionTokens, usage.reasoningTokens, usage.cachedTokens,
    ]
    for count in counts.compactMap(\.self) {
      try require(count >= 0 && Double(count) <= 2 * Figure.tokens.greatest, "\(usage)")
    }
    let amounts = [
      usage.tokensPerSecond, usage.timeToFirstToken, usage.loadSeconds, usage.promptSeconds,
    ]
    for amount in amounts.compactMap(\.self) {
      try require(amount.isFinite && amount >= 0 && amount <= 1e7, "\(usage)")
    }
  }
}
