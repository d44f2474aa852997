import Engine
import Foundation
import Simulator

/// How long the archive takes when it is large: 10,000 conversations, 200,000 turns.
///
/// Every figure of the archive is the best of five from another program's point of view: a fresh
/// `Archive` on the file, as after a start. Figures of the program, with `--program`, are medians of
/// what an emulated terminal shows. `--archive` runs it; building the file takes a minute or two.
enum ArchiveBench {
  static let conversations = 10_000
  static let turnsEach = 20
  static let longTurns = 2_000

  /// - Parameter program: the built program, where it is to be measured too.
  static func figures(program: String?) async throws -> [Figure] {
    let folder = NSTemporaryDirectory() + "codex-tui-bench-\(UUID().uuidString)"
    let empty = folder + "/empty/codex-tui"
    let full = folder + "/full/codex-tui"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await Archive(folder: empty).open()
    try await fill(Archive(folder: full))
    try fillHistory(full)
    let size =
      try FileManager.default.attributesOfItem(
        atPath: full + "/conversations.sqlite")[.size] as? Int ?? 0
    var rows = [
      Figure("archive", "file", Double(size) / 1e6, "MB"),
      try await row("open, empty", budget: 50) { try await Archive(folder: empty).open() },
      try await row("open, 200,000 turns", budget: 50) { try await Archive(folder: full).open() },
      try await row("list 10,000 conversations", in: full, budget: 50) { try await $0.summaries() },
      try await row("open a conversation of 2,000 turns", in: full, budget: 100) {
        try await $0.conversation(ConversationID("long0000"))
      },
    ]
    for words in ["ncurses", "the", "pa", "\"of the window\"", "zebra42", "天気", "absent"] {
      rows.append(
        try await row("search \(words)", in: full, budget: 100) { try await $0.search(words) })
    }
    rows.append(
      try await row("preview of 2,000 turns", in: full, budget: 100) {
        try await $0.preview(ConversationID("long0000"), nil)
      })
    guard let program else { return rows }
    return rows + (try screens(program, empty: folder + "/empty", full: folder + "/full"))
  }

  // MARK: The program over it

  private static func screens(
    _ program: String, empty: String, full: String
  ) throws -> [Figure] {
    let server = FloodServer(FloodPlan(deltas: 3))
    let port = try server.start()
    defer { try? server.stop() }
    func subject(_ state: String, _ arguments: [String] = []) throws -> Subject {
      var subject = try Subject.codexTUI(program, port: port)
      subject.command += arguments
      subject.environment["XDG_STATE_HOME"] = state
      return subject
    }
    let (bare, loaded) = (try start(subject(empty)), try start(subject(full)))
    let resumed = try (0..<9).map { _ in
      try milliseconds(subject(full, ["resume", "long0000"]), until: "turn 2000")
    }
    return [
      Figure("program", "first picture, empty archive", bare.picture, "ms"),
      // A tenth is what two runs of the same program differ by.
      Figure(
        "program", "first picture, 200,000 turns", loaded.picture, "ms",
        budget: bare.picture * 1.1),
      Figure("program", "ready, empty archive", bare.ready, "ms"),
      Figure("program", "ready, 200,000 turns", loaded.ready, "ms", budget: bare.ready * 1.1),
      Figure(
        "program", "resume of 2,000 turns, start to first picture of it",
        Spread.median(resumed), "ms"),
      Figure(
        "program", "… of it beyond a plain start", Spread.median(resumed) - bare.picture, "ms",
        budget: 100),
    ]
  }

  private static func start(_ subject: Subject) throws -> (picture: Double, ready: Double) {
    let runs = try (0..<15).map { _ in try StartUp(subject) }
    return (Spread.median(runs.map(\.firstPicture)), Spread.median(runs.map(\.ready)))
  }

  /// From the start of the process until the terminal shows some words.
  private static func milliseconds(_ subject: Subject, until words: String) throws -> Double {
    let program = try TerminalProgram(subject.command, environment: subject.environment)
    defer { program.stop() }
    let shown = program.read(seconds: subject.patience) { _ in program.emulator.shows(words) }
    return shown.map { Double($0 - program.started) / 1e6 } ?? .nan
  }

  private static func row<Value: Sendable>(
    _ name: String, in folder: String, budget: Double, _ body: (Archive) async throws -> Value
  ) async throws -> Figure {
    let archive = Archive(folder: folder)
    _ = try await archive.open()
    return try await row(name, budget: budget) { try await body(archive) }
  }

  private static func row<Value>(
    _ name: String, budget: Double, _ body: () async throws -> Value
  ) async throws -> Figure {
    var best = Duration.seconds(3600)
    for _ in 0..<5 {
      let clock = ContinuousClock()
      let start = clock.now
      _ = try await body()
      best = min(best, clock.now - start)
    }
    let milliseconds =
      Double(best.components.attoseconds) / 1e15 + Double(best.components.seconds) * 1e3
    return Figure("archive", name, milliseconds, "ms", budget: budget)
  }

  private static let words = """
    the window of a terminal holds cells and each cell has a glyph with its width ncurses draws what \
    changed while the reader parses prompt tokens into thinking then answers stream part by part \
    under pressure from panes paths patterns with care
    """.split(separator: " ").map(String.init)

  /// What else a long use leaves: figures of replies, two files of four megabytes, and a thousand prompts.
  private static func fillHistory(_ folder: String) throws {
    let source = Reply.Source(profile: "local", provider: "lms", requestedModel: "model")
    var reply = Reply(
      source: source, status: .complete, reasoning: "", text: "words", usage: Usage())
    (reply.usage.promptTokens, reply.usage.completionTokens) = (1200, 300)
    (reply.usage.timeToFirstToken, reply.usage.tokensPerSecond) = (0.8, 41)
    let line = ReplyFigures(reply, at: 1_700_000_000_000).line
    let text = String(repeating: line + "\n", count: (4 << 20) / (line.utf8.count + 1))
    let prompt = JSON.string(
      words.prefix(20).joined(separator: " ") + String(repeating: " so", count: 400))
    let prompts = String(repeating: prompt.text + "\n", count: 1000)
    for (name, text) in [
      (ReplyFigures.file + ".1", text), (ReplyFigures.file, text), ("prompts.jsonl", prompts),
    ] {
      let path = folder + "/" + name
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
  }

  private static func fill(_ archive: Archive) async throws {
    var random = SystemRandomNumberGenerator()
    func text(_ count: Int) -> String {
      (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    var id: Int64 = 1_700_000_000_000 << 20
    for number in 0..<conversations {
      let isLong = number == conversations / 2
      var summary = ConversationSummary(
        id: ConversationID(isLong ? "long0000" : "c\(1_000_000 + number)"),
        created: 1_700_000_000_000 + Int64(number) * 60_000)
      summary.proposedTitle = text(6)
      var turns: [(Turn, TurnTree.Record)] = []
      var parent: Turn.ID?
      for index in 0..<(isLong ? longTurns : turnsEach) {
        id += 1 << 20
        let rare = index == 0 ? " zebra\(number % 100) 今日の天気" : ""
        let turn = Turn(
          id: Turn.ID(id), prompt: Prompt(text(12) + rare),
          reply: Reply(
            source: .init(profile: "local", provider: "lms", requestedModel: "model"),
            status: .complete, reasoning: text(40), text: text(60),
            usage: Usage(promptTokens: 100, completionTokens: 130)),
          created: summary.created + Int64(index))
        turns.append((turn, TurnTree.Record(id: turn.id, parent: parent, isChosen: true)))
        parent = turn.id
      }
      try await archive.save(turns, of: summary)
    }
    await archive.close()
  }
}
