/// What a benchmark found of one profile: the middles of its replies, as they are kept for the next one.
package struct BenchResult: Equatable, Sendable {
  /// In the state directory, a line of JSON per profile and benchmark.
  package static let file = "bench.jsonl"

  /// Milliseconds since 1970.
  package var at: Int64
  package var profile: String
  package var provider: String
  package var model: String
  package var quantization: String?
  package var window: Int?
  package var processorShare: Int?
  /// Tells the prompts apart: see `BenchPrompt.fingerprint`.
  package var prompts: String
  /// Replies that came to their end, and those that did not.
  package var replies: Int
  package var failures: Int
  /// Seconds to the first word of a prompt that is new to the server, and of one that it has read.
  package var firstCold: Double?
  package var firstWarm: Double?
  /// Tokens per second of reading and writing.
  package var reading: Double?
  package var writing: Double?
  package var load: Double?
  /// US dollars, and joules, of a reply.
  package var cost: Double?
  package var energy: Double?
  /// Our clock had to say how long reading and writing took.
  package var isReadingEstimate = false
  package var isWritingEstimate = false

  package init(_ replies: [BenchReply], profile: Profile, prompts: String, at: Int64) {
    let good = replies.filter { $0.failure == nil }
    func middle(_ kind: BenchReply.Kind? = nil, _ figure: (BenchReply) -> Double?) -> Double? {
      Statistics.Spread(good.filter { kind == nil || $0.kind == kind }.compactMap(figure))?.median
    }
    self.at = at
    self.profile = profile.name
    provider = profile.providerID
    self.prompts = prompts
    let last = good.last ?? replies.last
    model = last?.model ?? profile.model
    quantization = last?.quantization
    window = last?.window
    processorShare = last?.processorShare
    self.replies = good.count
    failures = replies.count - good.count
    firstCold = middle(.cold, \.firstToken)
    firstWarm = middle(.warm, \.firstToken)
    reading = middle { $0.reading?.rate }
    writing = middle(nil, \.rate)
    load = good.first?.load
    cost = middle(nil, \.cost)
    energy = middle(nil, \.energy)
    isReadingEstimate = good.contains { $0.reading?.isEstimate == true }
    isWritingEstimate = good.contains { $0.serverRate == nil && $0.clockRate != nil }
  }

  // MARK: Keeping

  private static let figures: [(String, WritableKeyPath<BenchResult, Double?> & Sendable)] = [
    ("first_token_cold", \.firstCold), ("first_token_warm", \.firstWarm), ("reading", \.reading),
    ("writing", \.writing), ("load", \.load), ("cost", \.cost), ("joules", \.energy),
  ]

  package var json: JSON {
    var row: JSON = [
      "at": .int(Int(at)), "profile": .string(profile), "provider": .string(provider),
      "model": .string(model), "prompts": .string(prompts), "replies": .int(replies),
      "failures": .int(failures), "is_reading_estimate": .bool(isReadingEstimate),
      "is_writing_estimate": .bool(isWritingEstimate),
    ]
    row["quantization"] = quantization.map { .string($0) }
    row["window"] = window.map { .int($0) }
    row["processor_share"] = processorShare.map { .int($0) }
    for (name, path) in Self.figures { row[name] = self[keyPath: path].map { .double($0) } }
    return row
  }

  package var line: String { json.text + "\n" }

  /// `nil` for a line that another program or a crash wrote.
  package init?(line: some StringProtocol) {
    guard let row = JSON(parsing: Array(line.utf8)), let at = row["at"]?.count(.moment),
      let profile = row["profile"]?.string, let provider = row["provider"]?.string,
      let model = row["model"]?.string, let prompts = row["prompts"]?.string
    else { return nil }
    self.at = Int64(at)
    (self.profile, self.provider, self.model, self.prompts) = (profile, provider, model, prompts)
    quantization = row["quantization"]?.string
    window = row["window"]?.count(.tokens)
    processorShare = row["processor_share"]?.count(.ordinal)
    replies = row["replies"]?.count(.ordinal) ?? 0
    failures = row["failures"]?.count(.ordinal) ?? 0
    isReadingEstimate = row["is_reading_estimate"]?.bool ?? false
    isWritingEstimate = row["is_writing_estimate"]?.bool ?? false
    for (name, path) in Self.figures {
      self[keyPath: path] = row[name]?.amount(.moment)
    }
  }
}

/// How a profile's benchmark differs from the one before.
package struct BenchChange: Equatable, Sendable {
  package enum Measure: CaseIterable, Sendable { case writing, reading, firstCold }

  /// What is not as it was; it may be the reason.
  package enum Difference: Equatable, Sendable {
    case model(String), quantization(String), provider(String)
    /// Tokens.
    case window(Int)
    /// Percent outside the graphics card.
    case processorShare(Int)
    /// Other prompts were asked.
    case prompts
  }

  /// Percent by which a figure is slower; below zero it is faster. What is alike is not here.
  package var slower: [(measure: Measure, percent: Int)]
  /// As they were then.
  package var differences: [Difference]
  /// Milliseconds since 1970.
  package var then: Int64

  /// What lies within this is the same on a machine that does other things, too; percent.
  private static let least = 5

  package init(_ now: BenchResult, since then: BenchResult) {
    self.then = then.at
    slower = Measure.allCases.compactMap { measure in
      guard let percent = Self.percent(measure, now, then), abs(percent) >= Self.least else {
        return nil
      }
      return (measure, percent)
    }
    var found: [Difference] = []
    if then.model != now.model { found.append(.model(then.model)) }
    if let old = then.quantization, let new = now.quantization, old != new {
      found.append(.quantization(old))
    }
    if then.provider != now.provider { found.append(.provider(then.provider)) }
    if let old = then.window, let new = now.window, old != new { found.append(.window(old)) }
    if let old = then.processorShare, let new = now.processorShare, old != new {
      found.append(.processorShare(old))
    }
    if then.prompts != now.prompts { found.append(.prompts) }
    differences = found
  }

  private static func percent(_ measure: Measure, _ now: BenchResult, _ then: BenchResult) -> Int? {
    func ratio(_ slow: Double?, _ fast: Double?) -> Int? {
      guard let slow, let fast, slow > 0, fast > 0 else { return nil }
      return Int(min(99_999, ((slow / fast - 1) * 100).rounded()))
    }
    return switch measure {
    // A rate that fell to the half is 50 % slower, not 100.
    case .writing: ratio(now.writing, then.writing).map { -$0 }
    case .reading: ratio(now.reading, then.reading).map { -$0 }
    case .firstCold: ratio(now.firstCold, then.firstCold)
    }
  }

  package static func == (a: BenchChange, b: BenchChange) -> Bool {
    a.then == b.then && a.differences == b.differences
      && a.slower.elementsEqual(b.slower) { $0 == $1 }
  }

  /// The last one of the profile: the same prompts before all others.
  package static func last(_ results: [BenchResult], before now: BenchResult) -> BenchResult? {
    let own = results.filter { $0.profile == now.profile && $0.replies > 0 }
    return own.last { $0.prompts == now.prompts } ?? own.last
  }
}
