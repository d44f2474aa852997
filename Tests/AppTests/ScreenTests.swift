import Engine
import Support
import TUI
import Testing

@testable import App

/// The program's states as pictures; `make screens` rewrites them.
@Suite("Screens")
struct ScreenTests {
  static let sizes = [
    Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
    Size(columns: 200, rows: 50),
  ]

  /// A state made by hand, so that every number on it is known.
  private func state(_ size: Size, _ change: (inout Session) -> Void) throws -> AppState {
    let source = ConfigurationSource(environment: ["HOME": "/h"]) { _ in nil }
    let configuration = try Configuration.load(source)
    var session = Session(
      profile: configuration.activeProfile, profiles: configuration.profiles,
      server: ServerStatus(
        name: "LM Studio", address: "localhost:1234", kind: .lmStudio(.v1)))
    change(&session)
    var state = AppState(session: session, size: size)
    state.now = .seconds(20)
    return state
  }

  private func turn(_ deltas: [(Delta, Int)], prompt: String = "explain ncurses") -> Turn {
    let source = Reply.Source(
      profile: "local", provider: "lmstudio", requestedModel: "openai/gpt-oss-20b")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt(prompt), reply: Reply(source: source))
    turn.enter(.connect, at: .zero)
    for (delta, second) in deltas { turn.apply(delta, at: .seconds(second)) }
    return turn
  }

  static let thinking: [(Delta, Int)] = [
    (.stage(.loading(0.1)), 0), (.stage(.loaded(seconds: 6)), 6), (.stage(.readingPrompt(0)), 6),
    (.reasoning("The user wants ncurses explained. "), 8),
    (.reasoning("First the model: two pictures, one wanted, one shown…"), 12),
  ]

  @Test("A first screen, at every size", arguments: sizes)
  func empty(_ size: Size) throws {
    var state = try state(size) { $0.warmUp.note(.answered, at: .zero) }
    expectScreen(state.frame(), named: "empty-\(size.columns)x\(size.rows)")
  }

  @Test("A model loads, with percent, bar and time left", arguments: sizes)
  func loading(_ size: Size) throws {
    var state = try state(size) {
      $0.warmUp.note(.loadBegan(nil), at: .seconds(8))
      $0.warmUp.note(.loadProgressed(0.72), at: .seconds(19))
      $0.queue = [Prompt("and now make it bounce")]
    }
    expectScreen(state.frame(), named: "loading-\(size.columns)x\(size.rows)")
  }

  @Test("Thinking streams in an open bracket", arguments: sizes)
  func thinks(_ size: Size) throws {
    var state = try state(size) {
      $0.transcript.live = turn(Self.thinking)
      $0.warmUp.note(.answered, at: .seconds(8))
      $0.lastLife = .seconds(19)
    }
    expectScreen(state.frame(), named: "thinking-\(size.columns)x\(size.rows)")
  }

  @Test("An answer beside its closed bracket", arguments: sizes)
  func answered(_ size: Size) throws {
    let answer =
      "## Two pictures\n\n- the one **wanted**\n- the one `shown`\n\n```c\ninitscr();\n```\n"
    var state = try state(size) {
      $0.transcript.settled = [
        turn(
          Self.thinking + [
            (.text(answer), 14),
            (.usage(Usage(promptTokens: 80, completionTokens: 60, tokensPerSecond: 48)), 18),
            (.finish(.stop), 18),
          ])
      ]
      $0.warmUp.note(.answered, at: .seconds(8))
    }
    expectScreen(state.frame(), named: "answered-\(size.columns)x\(size.rows)")
  }

  static let troubles: [(String, WarmUp.Happening)] = [
    ("probing", .probeBegan),
    (
      "offline",
      .serverFailed(
        EngineError(
          .unreachable, "No server answers at http://localhost:1234.",
          remedy: "Start it with: lms server start"))
    ),
    (
      "needs-token",
      .serverFailed(
        EngineError(
          .unauthorized, "localhost:1234 asks for a token.",
          remedy: "Set LM_API_TOKEN to a token made in LM Studio's server settings."))
    ),
    (
      "no-model",
      .modelNotFound(
        EngineError(
          .modelMissing, "localhost:1234 has no model named openai/gpt-oss-20b.",
          remedy: "It has qwen/qwen3-4b. F3 lists all."))
    ),
    ("not-loaded", .modelFound(.notLoaded)),
    ("reading-prompt", .promptProgressed(0.6)),
    (
      "failed",
      .failed(
        EngineError(
          .loadFailed, "The model did not load: insufficient system resources.",
          remedy: "Unload another model, or use a smaller context."))
    ),
    (
      "downloading",
      .downloadProgressed(
        WarmUp.Download(progress: 0.29, bytesPerSecond: 45_000_000, secondsLeft: 190))
    ),
  ]

  @Test("Each state of the warm-up has its words", arguments: troubles)
  func warmUp(_ name: String, _ happening: WarmUp.Happening) throws {
    var state = try state(Size(columns: 80, rows: 24)) { $0.warmUp.note(happening, at: .zero) }
    state.composer.insert("typed meanwhile")
    expectScreen(state.frame(), named: "warm-up-\(name)")
  }

  @Test("The profile picker and the help stand over the panes")
  func overlays() throws {
    var state = try state(Size(columns: 100, rows: 40)) { $0.warmUp.note(.answered, at: .zero) }
    _ = state.reduce(.input(.key(KeyPress(.function(2), .shift))))
    expectScreen(state.frame(), named: "profiles")
    _ = state.reduce(.input(.key(KeyPress(.escape))))
    _ = state.reduce(.input(.key(KeyPress(.function(1)))))
    expectScreen(state.frame(), named: "help")
  }

  @Test("A terminal that is too small says what it needs")
  func tooSmall() throws {
    var state = try state(Size(columns: 38, rows: 9)) { _ in }
    expectScreen(state.frame(), named: "too-small")
  }

  @Test("A cloud profile says where the next Enter goes")
  func cloud() throws {
    var state = try state(Size(columns: 80, rows: 24)) {
      $0.server = ServerStatus(name: "OpenAI", address: "api.openai.com", isRemote: true)
    }
    expectScreen(state.frame(), named: "cloud")
  }
}
