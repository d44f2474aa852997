import Engine
import Testing

@Suite("The tree of turns")
struct TurnTreeTests {
  private static func turn(_ id: Int) -> Turn {
    Turn(
      id: Turn.ID(Int64(id)), prompt: Prompt("prompt \(id)"),
      reply: Reply(
        source: .init(profile: "p", provider: "q", requestedModel: "m"), status: .complete,
        reasoning: "thought \(id)", text: "answer \(id)"))
  }

  private static func transcript(_ count: Int) -> Transcript {
    var transcript = Transcript()
    for id in 1...count {
      transcript.begin(turn(id))
      transcript.settle()
    }
    return transcript
  }

  private static func undo(_ transcript: inout Transcript) -> Bool { transcript.undo() }

  private static func ids(_ transcript: Transcript) -> [Int64] {
    transcript.settled.map(\.id.rawValue)
  }

  @Test("An edited prompt is a branch; switching back shows the old one with all that followed")
  func editing() {
    var transcript = Self.transcript(4)
    transcript.begin(Self.turn(5), after: Turn.ID(1))
    transcript.settle()
    #expect(Self.ids(transcript) == [1, 5])
    #expect(transcript.place(of: Turn.ID(5)) == (2, 2))
    transcript.select(Turn.ID(2))
    #expect(Self.ids(transcript) == [1, 2, 3, 4])
    transcript.select(Turn.ID(5))
    #expect(Self.ids(transcript) == [1, 5])
    #expect(Self.undo(&transcript))
    #expect(Self.ids(transcript) == [1, 2, 3, 4])
  }

  @Test("The first prompt can be edited too")
  func editingTheFirst() {
    var transcript = Self.transcript(2)
    transcript.begin(Self.turn(3), after: nil)
    #expect(transcript.live?.id == Turn.ID(3))
    #expect(transcript.settled.isEmpty)
    transcript.settle()
    #expect(Self.ids(transcript) == [3])
    #expect(Self.undo(&transcript))
    #expect(Self.ids(transcript) == [1, 2])
  }

  @Test("Deleting leads the path to a neighbour, else ends it there; undo brings all back")
  func deleting() {
    var transcript = Self.transcript(3)
    transcript.begin(Self.turn(4), after: Turn.ID(1))
    transcript.settle()
    transcript.delete(Turn.ID(4))
    #expect(Self.ids(transcript) == [1, 2, 3])
    transcript.delete(Turn.ID(2))
    #expect(Self.ids(transcript) == [1])
    #expect(Self.undo(&transcript))
    #expect(Self.undo(&transcript))
    #expect(Self.ids(transcript) == [1, 4])
    #expect(Self.undo(&transcript), "the branch itself")
    #expect(Self.ids(transcript) == [1, 2, 3])
    #expect(!Self.undo(&transcript))
  }

  @Test("After a reload deleted turns come back, the newest first")
  func restoring() {
    var transcript = Self.transcript(4)
    transcript.delete(Turn.ID(4))
    transcript.delete(Turn.ID(2))
    var loaded = Transcript(turns: transcript.all, tree: TurnTree(transcript.tree.records))
    #expect(Self.ids(loaded) == [1])
    #expect(loaded.tree.canUndo)
    #expect(Self.undo(&loaded))
    #expect(Self.ids(loaded) == [1, 2, 3])
    #expect(Self.undo(&loaded))
    #expect(Self.ids(loaded) == [1, 2, 3, 4])
    #expect(!loaded.tree.canUndo)
    #expect(!Self.undo(&loaded))
  }

  /// What a user may do to a conversation.
  private enum Step: CaseIterable { case send, edit, regenerate, select, delete, undo, reload }

  @Test(
    "Any sequence of steps keeps one current path, loses no text and survives reload",
    arguments: 0..<60)
  func properties(_ seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    let kept = Kept()
    defer { kept.remove() }
    var transcript = Transcript()
    var written: [Turn.ID: Turn] = [:]
    var summary = ConversationSummary(id: ConversationID("seed\(seed)"), created: 1)
    summary.proposedTitle = "properties"
    for _ in 0..<40 {
      let step = Step.allCases.randomElement(using: &random) ?? .send
      let any = written.keys.sorted { $0.rawValue < $1.rawValue }.randomElement(using: &random)
      let onPath = transcript.settled.randomElement(using: &random)?.id
      let before = transcript
      switch step {
      case .send: begin(after: transcript.settled.last?.id)
      case .edit, .regenerate:
        guard let onPath else { continue }
        begin(after: transcript.tree.parent(of: onPath))
      case .select: if let any { transcript.select(any) }
      case .delete: if let onPath { transcript.delete(onPath) }
      case .undo: _ = transcript.undo()
      case .reload:
        try await save()
        let loaded = try await Archive(folder: kept.folder).conversation(summary.id)
        #expect(loaded.transcript.settled.map(\.id) == transcript.settled.map(\.id))
        transcript = loaded.transcript
      }
      check(transcript, written, "\(step) after \(before.settled.map(\.id.rawValue))")
    }

    func begin(after parent: Turn.ID?) {
      let turn = Self.turn(written.count + 1)
      transcript.begin(turn, after: parent)
      #expect(transcript.live?.id == turn.id)
      transcript.settle()
      #expect(transcript.settled.last?.id == turn.id)
      written[turn.id] = turn
    }

    func save() async throws {
      let turns = Conversation(summary: summary, transcript: transcript).turns
      try await kept.archive.save(turns.map { ($0.turn, $0.place) }, of: summary)
    }
  }

  private func check(_ transcript: Transcript, _ written: [Turn.ID: Turn], _ step: String) {
    let tree = transcript.tree
    #expect(transcript.settled.map(\.id) == tree.path, "\(step)")
    var parent: Turn.ID?
    for turn in transcript.settled {
      #expect(tree.parent(of: turn.id) == parent, "\(step)")
      #expect(tree.alternatives(of: turn.id).contains(turn.id), "\(step)")
      parent = turn.id
    }
    let texts = Dictionary(transcript.all.map { ($0.id, $0.reply.text.string) }) { _, _ in "twice" }
    #expect(texts == written.mapValues(\.reply.text.string), "\(step)")
  }
}

/// The same numbers on every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
