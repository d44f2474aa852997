import Engine
import TUI

/// What a benchmark found, as lines and as JSON.
enum BenchTable {
  /// What earlier benchmarks found, oldest first; lines that cannot be read are left out.
  static func kept(in directory: StateDirectory?) -> [BenchResult] {
    directory?.records(BenchResult.file) { BenchResult(line: $0) } ?? []
  }

  /// `local · qwen3-8b · Q4_K_M · window 8k`
  static func head(_ result: BenchResult) -> String {
    [
      result.profile, result.model, result.quantization,
      result.window.map { BenchmarkMessages.window(TokenFormatter.short($0)) },
      result.processorShare.flatMap { $0 > 0 ? BenchmarkMessages.onProcessor($0) : nil },
    ].compactMap(\.self).map { Sanitizer.sanitize($0) }.joined(separator: " · ")
  }

  /// A row for each prompt, the shortest first, then the middle of all.
  static func lines(_ measured: BenchRun.Measured) -> [String] {
    let byPrompt = Dictionary(grouping: measured, by: \.prompt)
    let rows = byPrompt.map { number, replies in
      BenchRow("\(number + 1)", replies.map(\.reply))
    }.sorted { ($0.promptTokens ?? 0, $0.label) < ($1.promptTokens ?? 0, $1.label) }
    var table = [BenchmarkMessages.head] + rows.map(\.cells)
    if rows.count > 1 {
      table.append(BenchRow(BenchmarkMessages.middle, measured.map(\.reply)).totals)
    }
    var lines = Columns.lines(withoutEmpty(table))
    for error in errors(measured.map(\.reply)) { lines.append("! " + error) }
    return lines
  }

  /// Without the columns in which nothing is known.
  private static func withoutEmpty(_ table: [[String]]) -> [[String]] {
    let known = table[0].indices.filter { column in
      table.dropFirst().contains { !["", "-"].contains($0[column]) }
    }
    return table.map { row in known.map { row[$0] } }
  }

  private static func errors(_ replies: [BenchReply]) -> [String] {
    var seen: [String] = []
    for failure in replies.compactMap(\.failure) {
      let words = [failure.message, failure.remedy].compactMap(\.self).joined(separator: " → ")
      if !seen.contains(words) { seen.append(words) }
    }
    return seen.map { Sanitizer.sanitize($0) }
  }

  /// One reply, while others are still to come.
  static func words(_ reply: BenchReply) -> String {
    if let failure = reply.failure { return failure.message }
    let first = reply.firstToken.map { "~" + seconds($0) } ?? "-"
    let rate = reply.rate.map { Self.rate($0, isEstimate: reply.serverRate == nil) } ?? "-"
    return BenchmarkMessages.reply(isCold: reply.kind == .cold, firstWord: first, rate: rate)
  }

  /// `0.42 s` below ten seconds: a tenth would hide what is compared.
  static func seconds(_ seconds: Double) -> String {
    guard seconds < 10 else { return TimeFormatter.seconds(.milliseconds(Int64(seconds * 1000))) }
    let hundredths = Int((seconds * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
  }

  static func rate(_ rate: Double, isEstimate: Bool) -> String {
    (isEstimate ? "~" : "")
      + (rate < 100 ? TimeFormatter.oneDecimal(rate) : "\(Int(rate.rounded()))")
  }

  // MARK: JSON

  /// - Parameters:
  ///   - prompt: Its number, from 0.
  ///   - run: The same of the run.
  static func json(_ reply: BenchReply, _ profile: String, prompt: Int, run: Int) -> JSON {
    var row: JSON = [
      "type": "reply", "profile": .string(profile), "model": .string(reply.model),
      "prompt": .int(prompt + 1), "run": .int(run + 1), "kind": .string(reply.kind.rawValue),
      "seconds": rounded(reply.seconds),
    ]
    row["prompt_tokens"] = reply.promptTokens.map { .int($0) }
    row["reused_tokens"] = reply.reusedTokens.map { .int($0) }
    row["read_seconds"] = reply.readSeconds.map(rounded)
    row["first_token_seconds"] = reply.firstToken.map(rounded)
    row["tokens"] = reply.tokens.map { .int($0) }
    row["reading_tokens_per_second"] = reply.reading.map { rounded($0.rate) }
    row["tokens_per_second"] = reply.serverRate.map(rounded)
    row["tokens_per_second_by_clock"] = reply.clockRate.map(rounded)
    row["load_seconds"] = reply.load.map(rounded)
    row["cost"] = reply.cost.map { .double($0) }
    row["joules"] = reply.energy.map(rounded)
    row["error"] = reply.failure.map { .string($0.message) }
    return row
  }

  static func json(_ result: BenchResult, _ change: BenchChange?) -> JSON {
    var row = result.json
    row["type"] = "profile"
    if let change {
      var difference: JSON = ["since": .string(CivilTime(milliseconds: change.then).text)]
      for (measure, percent) in change.slower {
        difference["\(measure.word)_slower_percent"] = .int(percent)
      }
      difference["differs"] = .array(change.differences.map { .string($0.word) })
      row["change"] = difference
    }
    return row
  }

  private static func rounded(_ number: Double) -> JSON {
    .double((number * 10_000).rounded() / 10_000)
  }
}

extension BenchChange.Measure {
  fileprivate var word: String {
    switch self {
    case .writing: "writing"
    case .reading: "reading"
    case .firstCold: "first_token"
    }
  }
}

extension BenchChange.Difference {
  fileprivate var word: String {
    switch self {
    case .model: "model"
    case .quantization: "quantization"
    case .provider: "provider"
    case .window: "window"
    case .processorShare: "processor_share"
    case .prompts: "prompts"
    }
  }
}

/// The middles of some replies.
private struct BenchRow {
  let label: String
  let promptTokens: Int?
  private let cold, warm: Double?
  private let reading, writing: String
  private let tokens, energy, cost: String

  init(_ label: String, _ replies: [BenchReply]) {
    let good = replies.filter { $0.failure == nil }
    func middle(_ figure: (BenchReply) -> Double?) -> Double? {
      Statistics.Spread(good.compactMap(figure))?.median
    }
    self.label = label
    promptTokens = middle { $0.promptTokens.map(Double.init) }.map { Int($0.rounded()) }
    cold = middle { $0.kind == .cold ? $0.firstToken : nil }
    warm = middle { $0.kind == .warm ? $0.firstToken : nil }
    let isRough = good.contains { $0.reading?.isEstimate == true }
    reading =
      middle { $0.reading?.rate }.map { BenchTable.rate($0, isEstimate: isRough) } ?? "-"
    let isOurs = good.contains { $0.serverRate == nil }
    writing = middle(\.rate).map { BenchTable.rate($0, isEstimate: isOurs) } ?? "-"
    tokens = middle { $0.tokens.map(Double.init) }.map { "\(Int($0.rounded()))" } ?? "-"
    cost = middle(\.cost).map(CostFormatter.dollars) ?? "-"
    energy = middle(\.energy).map { "~\(TimeFormatter.oneDecimal($0)) J" } ?? "-"
  }

  var cells: [String] {
    [
      label, promptTokens.map { "\($0)" } ?? "-", cold.map { "~" + BenchTable.seconds($0) } ?? "-",
      warm.map { "~" + BenchTable.seconds($0) } ?? "-", reading, writing, tokens, cost, energy,
    ]
  }

  /// The prompts' lengths have no middle that says something.
  var totals: [String] {
    var cells = cells
    cells[1] = ""
    return cells
  }
}
