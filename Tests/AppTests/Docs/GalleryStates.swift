import Engine
import Support
import TUI

/// Twelve states that a user meets, made by hand so that every number on them is known.
enum GalleryStates {
  struct Entry: Sendable {
    var name: String
    /// For the page.
    var words: String
    /// Pressed one after the other; what is no key is typed.
    var keys: [String] = []
    var change: @Sendable (inout Session) throws -> Void
  }

  static let all: [Entry] = [
    Entry(name: "01-first", words: "The first screen, and conversations to go on with") {
      ready(&$0)
      $0.recent = Array(conversations.prefix(3))
    },
    Entry(name: "02-connecting", words: "The server is asked what it has") {
      $0.warmUp = WarmUp()
      $0.warmUp.record(.probeBegan, at: .seconds(19))
    },
    Entry(
      name: "03-loading", words: "The model loads while a prompt waits",
      keys: ["and now make it bounce"]
    ) {
      $0.warmUp.record(
        .loadBegan(
          LoadExpectation(usual: .seconds(12), shortest: .seconds(11), longest: .seconds(13))),
        at: .seconds(12))
      $0.warmUp.record(.loadProgressed(0.59), at: .seconds(19))
      $0.queue = [Prompt(DocPictureTests.prompt)]
    },
    Entry(name: "04-thinking", words: "The model thinks, in brackets") {
      ready(&$0)
      $0.transcript.live = turn()
      $0.lastLife = .seconds(20)
    },
    Entry(name: "05-answering", words: "The answer comes, code and all") {
      ready(&$0)
      $0.transcript.live = turn(answer: DocPictureTests.answer.count * 3 / 4)
      $0.lastLife = .seconds(20)
    },
    Entry(name: "06-answered", words: "An answer beside its closed bracket") {
      ready(&$0)
      $0.transcript.settled = [turn(answer: DocPictureTests.answer.count)]
    },
    Entry(name: "07-no-server", words: "No server answers: the ways to one") {
      $0.warmUp = WarmUp()
      $0.startable = [
        StartableServer(providerID: "lmstudio", name: "LM Studio", command: "lms server start"),
        StartableServer(providerID: "ollama", name: "Ollama", command: "ollama serve"),
      ]
    },
    Entry(
      name: "08-load-failed", words: "A load failed: what is known, and the next step",
      keys: ["alt+e"]
    ) {
      var error = EngineError(.loadFailed, "The model needs 12.1 GB, and 9.3 GB are free.")
      error.remedy = "Unload another model, or load this one with a smaller window."
      $0.server.kind = .lmStudio(.v1)
      $0.warmUp.record(.failed(error), at: .seconds(19))
      $0.loadFindings = OverlayScreenTests.findings
    },
    Entry(name: "09-models", words: "The models of every local server", keys: ["f3"]) {
      ready(&$0)
      $0.catalogue = OverlayScreenTests.catalogue
    },
    Entry(name: "10-conversations", words: "Kept conversations", keys: ["alt+s"]) {
      ready(&$0)
      $0.keeping = .kept
      $0.kept.conversations = conversations
      $0.kept.preview = ConversationPreview(
        conversation: conversations[0].id, turn: nil,
        exchanges: [
          ConversationPreview.Excerpt(
            prompt: DocPictureTests.prompt, answer: DocPictureTests.words.joined())
        ])
    },
    Entry(
      name: "11-palette", words: "Every key and command, found by typing", keys: ["f1", "think"]
    ) {
      ready(&$0)
    },
    Entry(name: "12-tool", words: "A tool is asked for before it runs") {
      ready(&$0)
      $0.tools.servers = try ToolScreenTests.reports()
      $0.tools.enabled = ["git:git_commit"]
      $0.transcript.begin(ToolScreenTests.turn(isAsking: true))
      $0.tools.question = ToolQuestion(
        id: 1, reason: .readOutside,
        tool: try ToolScreenTests.tool(ToolScreenTests.commit, of: "git"),
        arguments: ["repo_path": "/home/a/proj", "message": "Fix the clock"])
    },
  ]

  /// The state as it stands after its keys.
  static func state(_ entry: Entry, _ size: Size) throws -> AppState {
    var state = try PicturedState.of(size, entry.change)
    if entry.name.contains("no-server") {
      var session = state.session
      session.warmUp.record(
        .serverFailed(
          EngineError(
            .unreachable, "No server answers at http://localhost:1234.",
            remedy: "Start it with: lms server start")), at: .seconds(19))
      session.revision += 1
      _ = state.reduce(.session(session))
    } else {
      _ = state.reduce(.session(state.session))
    }
    _ = state.frame()
    for key in entry.keys {
      if let press = KeyPress(name: key) {
        _ = state.reduce(.input(.key(press)))
      } else {
        for letter in key { _ = state.reduce(.input(.key(KeyPress(.character(letter))))) }
      }
      _ = state.frame()
    }
    return state
  }

  private static func ready(_ session: inout Session) {
    session.warmUp.record(.answered, at: .zero)
    session.models = [OverlayScreenTests.catalogue[0].model]
  }

  private static let conversations: [ConversationSummary] = [
    ("Fix the flaky parser test", 14, true, "qwen3-4b"),
    ("Smallest ncurses animation", 3, false, "gpt-oss-20b"),
    ("Why terminals lie about width", 12, false, "gpt-oss-20b"),
    ("A poem about 東京", 2, false, "gemma-3-4b"),
  ].enumerated().map { index, entry in
    var summary = ConversationSummary(
      id: ConversationID("abcdef0\(index)"), created: 1_790_000_000_000)
    summary.changed = 1_790_000_000_000 - Int64(index) * 90_000_000
    summary.proposedTitle = entry.0
    summary.turnCount = entry.1
    summary.isPinned = entry.2
    summary.model = entry.3
    summary.preview = "How the newest answer begins."
    return summary
  }

  /// The picture's reply after so many tokens of its answer, the last of them said just now.
  private static func turn(answer count: Int = 0) -> Turn {
    let tokens = DocPictureTests.thinking.count + count
    return DocPictureTests.turn(tokens: tokens, load: 19 - tokens / 20)
  }
}
