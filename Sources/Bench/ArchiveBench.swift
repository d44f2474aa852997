import Engine
import Foundation

/// How long the archive takes when it is large: 10,000 conversations, 200,000 turns.
///
/// Every figure is the best of five from another program's point of view: a fresh `Archive` on the
/// file, as after a start. `--archive` runs it; building the file takes a minute or two.
enum ArchiveBench {
  static let conversations = 10_000
  static let turnsEach = 20
  static let longTurns = 2_000

  static func figures() async throws -> [Figure] {
    let folder = NSTemporaryDirectory() + "codex-tui-bench-\(UUID().uuidString)"
    let empty = folder + "/empty"
    let full = folder + "/full"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await Archive(folder: empty).open()
    try await fill(Archive(folder: full))
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
    return rows
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
