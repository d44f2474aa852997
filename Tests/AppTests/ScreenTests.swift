import Engine
import Support
import TUI
import Testing

@testable import App

/// The program's states as pictures; `make screens` rewrites them.
@Suite("Screens", .bothLanguages)
struct ScreenTests {
  static let sizes = [
    Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
    Size(columns: 200, rows: 50),
  ]

  @Test("A first screen, at every size", arguments: sizes)
  func empty(_ size: Size) throws {
    var state = try PicturedState.of(size) { $0.warmUp.record(.answered, at: .zero) }
    expectScreen(state.frame(), named: "empty-\(size.columns)x\(size.rows)")
  }

  @Test("A model loads, with percent, bar and time left", arguments: sizes)
  func loading(_ size: Size) throws {
    var state = try PicturedState.of(size) {
      $0.warmUp.record(.loadBegan(nil), at: .seconds(8))
      $0.warmUp.record(.loadProgressed(0.72), at: .seconds(19))
      $0.queue = [Prompt("and now make it bounce")]
    }
    expectScreen(state.frame(), named: "loading-\(size.columns)x\(size.rows)")
  }

  @Test("Thinking streams in an open bracket", arguments: sizes)
  func thinks(_ size: Size) throws {
    var state = try PicturedState.of(size) {
      $0.transcript.live = PicturedState.turn(PicturedState.thinking)
      $0.warmUp.record(.answered, at: .seconds(8))
      $0.lastLife = .seconds(19)
    }
    expectScreen(state.frame(), named: "thinking-\(size.columns)x\(size.rows)")
  }

  @Test("An answer beside its closed bracket", arguments: sizes)
  func answered(_ size: Size) throws {
    let answer =
      "## Two pictures\n\n- the one **wanted**\n- the one `shown`\n\n```c\ninitscr();\n```\n"
    var state = try PicturedState.of(size) {
      $0.transcript.settled = [
        PicturedState.turn(
          PicturedState.thinking + [
            (.text(answer), 14),
            (.usage(Usage(promptTokens: 80, completionTokens: 60, tokensPerSecond: 48)), 18),
            (.finish(.stop), 18),
          ])
      ]
      $0.warmUp.record(.answered, at: .seconds(8))
    }
    expectScreen(state.frame(), named: "answered-\(size.columns)x\(size.rows)")
  }

  static let troubles: [(String, WarmUp.Event)] = [
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

  @Test("Each state of the warm-up has its words, at every size", arguments: troubles, sizes)
  func warmUp(_ trouble: (String, WarmUp.Event), _ size: Size) throws {
    var state = try PicturedState.of(size) { $0.warmUp.record(trouble.1, at: .zero) }
    state.composer.insert("typed meanwhile")
    expectScreen(state.frame(), named: "warm-up-\(trouble.0)-\(size.columns)x\(size.rows)")
  }

  static let usually = LoadExpectation(
    usual: .seconds(12), shortest: .seconds(11), longest: .seconds(13))

  @Test("A load with a history, a load that stalls, a paused download", arguments: sizes)
  func warmUpWithTime(_ size: Size) throws {
    let states: [(String, [(WarmUp.Event, Int)])] = [
      ("loading-usual", [(.loadBegan(Self.usually), 13), (.loadProgressed(0.43), 19)]),
      ("loading-stalled", [(.loadBegan(Self.usually), 0), (.loadProgressed(0.99), 0)]),
      ("download-paused", [(.downloadProgressed(.init(progress: 0.5, isPaused: true)), 19)]),
    ]
    for (name, happenings) in states {
      var state = try PicturedState.of(size) {
        for (happening, second) in happenings { $0.warmUp.record(happening, at: .seconds(second)) }
      }
      expectScreen(state.frame(), named: "warm-up-\(name)-\(size.columns)x\(size.rows)")
    }
  }

  @Test("Answering, and a reply that fell silent", arguments: sizes, [19, 0])
  func silence(_ size: Size, _ lastLife: Int) throws {
    var state = try PicturedState.of(size) {
      $0.transcript.live = PicturedState.turn(
        PicturedState.thinking + [(.text("ncurses paints what changed"), 14)])
      $0.lastLife = .seconds(lastLife)
      $0.warmUp.record(.answered, at: .zero)
    }
    let name = lastLife == 0 ? "stalled" : "answering"
    expectScreen(state.frame(), named: "warm-up-\(name)-\(size.columns)x\(size.rows)")
  }

  @Test("A prompt that would not fit opens its ways out", arguments: sizes)
  func overflow(_ size: Size) throws {
    let prompt = Prompt(String(repeating: "word", count: 5000))
    var state = try PicturedState.of(size) { $0.warmUp.record(.answered, at: .zero) }
    var session = state.session
    session.queue = [prompt]
    session.overflow = ContextForecast(
      turns: [], prompt: prompt, system: nil, window: 4096, largest: 32768)
    _ = state.reduce(.session(session))
    expectScreen(state.frame(), named: "overflow-\(size.columns)x\(size.rows)")
  }

  @Test("Wide, joined and right-to-left text shifts nothing, at every size", arguments: sizes)
  func wide(_ size: Size) throws {
    let answer = """
      ## 日本語の見出し 🎉

      - 한국어 항목 **굵게** · ✅ done
      - नमस्ते दुनिया, สวัสดีชาวโลก
      - שלום עולם · مرحبا

      | 名前 | 值 | emoji |
      |---|--:|---|
      | 東京 | 42 | 👩‍💻 ❤️ 🇩🇪 |
      | e\u{301}tude | 7 | 🚀🚀 |

      > 長い引用文は、行の終わりで折り返され、枠を越えることはありません。
      """
    var state = try PicturedState.of(size) {
      $0.transcript.settled = [
        PicturedState.turn(
          [
            (.reasoning("世界と言えば🌏…\u{1b}[31m 赤ではない。考える時間が必要です。"), 2), (.text(answer), 8),
            (.finish(.stop), 9),
          ], prompt: "全角文字を説明して 🙏")
      ]
      $0.warmUp.record(.answered, at: .zero)
    }
    state.composer.insert("続けて 👍🏽 e\u{301}")
    expectScreen(state.frame(), named: "wide-\(size.columns)x\(size.rows)")
  }

  @Test("What is marked with the mouse is seen", arguments: sizes)
  func marked(_ size: Size) throws {
    var state = try PicturedState.of(size) {
      $0.transcript.settled = [
        PicturedState.turn(
          PicturedState.thinking + [
            (.text("one\n\ntwo 日本語 three\n\nfour"), 14), (.finish(.stop), 18),
          ])
      ]
      $0.warmUp.record(.answered, at: .zero)
    }
    _ = state.frame()
    let area = ScreenLayout(state).responseText
    _ = state.reduce(
      .input(.mouse(Mouse(.press, at: Point(column: area.column + 3, row: area.bottom - 4)))))
    _ = state.reduce(
      .input(.mouse(Mouse(.drag, at: Point(column: area.column + 8, row: area.bottom - 2)))))
    expectScreen(state.frame(), named: "marked-\(size.columns)x\(size.rows)")
  }

  @Test("A reply that failed says why, with the server's words", arguments: sizes)
  func failed(_ size: Size) throws {
    let error = EngineError(
      .contextOverflow, "The prompt is too long for the loaded model.",
      remedy: "Load it with a larger context, or start a new conversation.")
    var state = try PicturedState.of(size) {
      var failed = PicturedState.turn(PicturedState.thinking + [(.text("An answer that"), 14)])
      failed.end(.failed(error), at: .seconds(15))
      $0.transcript.settled = [failed]
      $0.warmUp.record(.answered, at: .zero)
    }
    expectScreen(state.frame(), named: "reply-failed-\(size.columns)x\(size.rows)")
  }

  @Test("A terminal that is too small says what it needs")
  func tooSmall() throws {
    var state = try PicturedState.of(Size(columns: 38, rows: 9)) { _ in }
    expectScreen(state.frame(), named: "too-small")
  }
}
