import Engine
import Support
import TUI
import Testing

@testable import App

/// The pictures of the documents, drawn by the running program; `make docs` rewrites them.
@Suite("The documents' PictureTests")
struct DocPictureTests {
  static let size = Size(columns: 120, rows: 30)
  static let prompt = "write the smallest ncurses animation you can"
  static let thoughts = [
    "The user wants the shortest program that prints a moving dot. ",
    "In ncurses that is initscr, a loop of mvaddch and refresh, and napms between two frames. ",
    "Wait: the cursor should be hidden, so curs_set(0). ",
    "Twenty columns are enough to see it move.",
  ]
  static let words = [
    "Here is one in C:\n\n```c\n#include <ncurses.h>\n", "int main(void) {\n  initscr();\n",
    "  curs_set(0);\n  for (int x = 0; x < 20; x++) {\n",
    "    mvaddch(0, x, '*');\n    refresh();\n    napms(50);\n  }\n", "  endwin();\n}\n```\n\n",
    "Build it with `cc dot.c -lncurses`.\n",
  ]

  private func state(at now: Duration, _ change: (inout Session) -> Void) throws -> AppState {
    var state = try AppState.sample(Self.size) {
      $0.models = [OverlayScreenTests.catalogue[0].model]
      change(&$0)
    }
    state.now = now
    return state
  }

  /// Words with the blanks behind them: one comes each twentieth of a second after a load of six seconds.
  private static func tokens(_ parts: [String]) -> [String] {
    parts.joined().matches(of: /[^ ]+ */).map { String($0.output) }
  }

  static let thinking = tokens(thoughts)
  static let answer = tokens(words)
  static let tokenCount = thinking.count + answer.count

  /// The turn after so many of its tokens, and after a load of `load` seconds.
  static func turn(tokens count: Int, load: Int = 6) -> Turn {
    let source = Reply.Source(
      profile: "local", provider: "lmstudio", requestedModel: "openai/gpt-oss-20b")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt(prompt), reply: Reply(source: source))
    turn.enter(.connect, at: .zero)
    for delta: (Delta, Duration) in [
      (.stage(.loading(0.1)), .zero), (.stage(.loaded(seconds: Double(load))), .seconds(load)),
      (.stage(.readingPrompt(0)), .seconds(load)),
    ] { turn.apply(delta.0, at: delta.1) }
    for (index, token) in (thinking + answer).prefix(count).enumerated() {
      turn.apply(
        index < thinking.count ? .reasoning(token) : .text(token), at: moment(index, load: load))
    }
    guard count >= tokenCount else { return turn }
    let end = moment(tokenCount, load: load)
    var usage = Usage(promptTokens: 80, completionTokens: tokenCount, tokensPerSecond: 20)
    usage.reasoningTokens = thinking.count
    turn.apply(.usage(usage), at: end)
    turn.apply(.finish(.stop), at: end)
    return turn
  }

  private static func moment(_ token: Int, load: Int = 6) -> Duration {
    .milliseconds(1000 * load + 800 + 50 * token)
  }

  private func talking(tokens count: Int) throws -> AppState {
    let isOver = count >= Self.tokenCount
    return try state(at: Self.moment(count)) {
      $0.warmUp.record(.answered, at: .seconds(6))
      $0.lastLife = Self.moment(count)
      if isOver {
        $0.transcript.settled = [Self.turn(tokens: count)]
      } else {
        $0.transcript.live = Self.turn(tokens: count)
      }
    }
  }

  private func loading(_ progress: Double) throws -> AppState {
    try state(at: .milliseconds(Int(progress * 6000))) {
      $0.warmUp.record(.loadBegan(nil), at: .zero)
      $0.warmUp.record(.loadProgressed(progress), at: .milliseconds(Int(progress * 6000)))
      $0.queue = [Prompt(Self.prompt)]
    }
  }

  private func svg(_ state: AppState) -> String {
    var state = state
    return ScreenPicture(frame: state.frame(), theme: .standard).contents(forFile: "x.svg")
  }

  @Test("Still pictures")
  func stills() throws {
    expectFile(
      "docs/images/thinking.svg", holds: svg(try talking(tokens: Self.thinking.count * 3 / 4)))
    expectFile("docs/images/answer.svg", holds: svg(try talking(tokens: Self.tokenCount)))
    expectFile("docs/images/loading.svg", holds: svg(try loading(0.72)))
    let offline = EngineError(
      .unreachable, "No server answers at http://localhost:1234.",
      remedy: "Start it with: lms server start")
    let trouble = try state(at: .seconds(1)) { $0.warmUp.record(.serverFailed(offline), at: .zero) }
    expectFile("docs/images/offline.svg", holds: svg(trouble))
    var picker = try talking(tokens: Self.tokenCount)
    _ = picker.reduce(.input(.key(KeyPress(.function(2), .shift))))
    expectFile("docs/images/profiles.svg", holds: svg(picker))
  }

  @Test("The recording: typed, loaded, thought, answered")
  func recording() throws {
    var frames: [(svg: String, seconds: Double)] = []
    var typing = try loading(0.05)
    for end in [12, 28] {
      typing = try loading(0.05 * Double(frames.count + 1))
      typing.session.queue = []
      typing.composer.insert(String(Self.prompt.prefix(end)))
      frames.append((svg(typing), 0.5))
    }
    for progress in [0.2, 0.4, 0.6, 0.8, 1] { frames.append((svg(try loading(progress)), 0.6)) }
    for count in stride(from: 6, to: Self.tokenCount, by: 6) {
      frames.append((svg(try talking(tokens: count)), 0.3))
    }
    frames.append((svg(try talking(tokens: Self.tokenCount)), 4))
    expectFile("docs/images/recording.svg", holds: DocRecording.svg(frames))
  }
}

/// Frames as one picture that moves.
enum DocRecording {
  static func svg(_ frames: [(svg: String, seconds: Double)]) -> String {
    let total = frames.reduce(0) { $0 + $1.seconds }
    var lines: [String] = []
    var start = 0.0
    for (index, frame) in frames.enumerated() {
      let parts = frame.svg.split(separator: "\n").map(String.init)
      if index == 0 { lines += parts.prefix(2) }
      let (from, to) = (fraction(start / total), fraction((start + frame.seconds) / total))
      let isFirst = index == 0
      let values = isFirst ? "visible;hidden" : "hidden;visible;hidden"
      let times = isFirst ? "0;\(to)" : "0;\(from);\(to)"
      lines.append("<g visibility=\"\(isFirst ? "visible" : "hidden")\">")
      lines.append(
        "<animate attributeName=\"visibility\" calcMode=\"discrete\" dur=\"\(fraction(total))s\" "
          + "repeatCount=\"indefinite\" values=\"\(values)\" keyTimes=\"\(times)\"/>")
      lines += parts.dropFirst(2).dropLast()
      lines.append("</g>")
      start += frame.seconds
    }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  private static func fraction(_ number: Double) -> String {
    "\((min(number, 10_000) * 1000).rounded() / 1000)"
  }
}
