import Engine
import SystemPackage
import TUI

/// The answer on stdout; `[thinking]`, states and times on stderr.
struct PlainPrinter: ReplyPrinter {
  struct Options: Sendable {
    /// Only the answer, and what went wrong.
    var isQuiet = false
    var showsThinking = true
    /// Thinking and states are dim.
    var hasColor = false
    /// stdout is a terminal, which must not see what a model sends as controls.
    var washesAnswer = false
    /// A line of stages at the end.
    var showsTimes = true
    /// `thinking:` and `answer:` before each, for who hears the lines rather than sees them.
    var hasLabels = false
  }

  let streams: OutputStreams
  let options: Options
  private var isInBracket = false
  private var lastStage = ""
  private var hasAnswered = false
  private var endsWithNewline = true

  init(streams: OutputStreams, options: Options) {
    self.streams = streams
    self.options = options
  }

  func begin(_ session: Session, at now: Duration) -> Errno? { nil }

  mutating func print(_ delta: Delta, at now: Duration) -> Errno? {
    switch delta {
    case .reasoning(let text): think(text)
    case .text(let text): return answer(text)
    case .stage(let stage): write(stage)
    case .notice(let words): write("! \(words)")
    case .textWasReasoning:
      guard hasAnswered else { break }
      write("! \(ExecMessages.textWasThinking)")
    case .usage, .model, .responseID, .finish, .call, .thinkingField, .companion: break
    }
    return nil
  }

  /// A line as it begins and one with its result, of which the first line is told.
  mutating func print(_ use: ToolUse, at now: Duration) -> Errno? {
    write(use.result == nil ? "▸ \(CallLabel.call(use))" : "▸ \(CallLabel.whole(use))")
    return nil
  }

  func complain(_ error: EngineError) { streams.complain(error) }

  private mutating func think(_ text: String) {
    guard !options.isQuiet, options.showsThinking else { return }
    if !isInBracket {
      endLine()
      if options.hasLabels { streams.error(ExecMessages.thinking) }
      if options.hasColor { streams.control(.dim) }
      streams.error("[")
      isInBracket = true
    }
    streams.error(text)
  }

  private mutating func closeBracket() {
    guard isInBracket else { return }
    streams.error("]")
    if options.hasColor { streams.control(.plain) }
    streams.error("\n")
    isInBracket = false
  }

  private mutating func answer(_ text: String) -> Errno? {
    closeBracket()
    let label = options.hasLabels && !hasAnswered ? ExecMessages.answer : ""
    hasAnswered = true
    endsWithNewline = text.last?.isNewline ?? endsWithNewline
    return streams.out(label + (options.washesAnswer ? PlainText.safe(text) : text))
  }

  /// A line per stage, and one per tenth of a load.
  private mutating func write(_ stage: ServerStage) {
    let words: String
    switch stage {
    case .queued: words = ExecMessages.queued
    case .loading(let progress):
      words = ExecMessages.loading(percent: Int((progress ?? 0) * 10) * 10)
    case .loaded(let seconds): words = ExecMessages.loaded(seconds: seconds)
    case .readingPrompt, .promptRead: return
    }
    guard words != lastStage else { return }
    lastStage = words
    write("· \(words)")
  }

  /// A line of its own on stderr, which is left out where only the answer is wanted.
  private mutating func write(_ words: String) {
    if !options.isQuiet { warn(words) }
  }

  /// A line of its own on stderr that must not be missed.
  private mutating func warn(_ words: String) {
    closeBracket()
    endLine()
    if options.hasColor { streams.control(.dim) }
    streams.error(words)
    if options.hasColor { streams.control(.plain) }
    streams.error("\n")
  }

  /// Leaves a line of the answer that is not complete, where both streams share a terminal.
  private func endLine() {
    if options.washesAnswer, !endsWithNewline { streams.error("\n") }
  }

  mutating func end(
    _ reply: Reply?, _ ending: ReplyEnding, at now: Duration
  ) -> Errno? {
    closeBracket()
    let failure = hasAnswered && !endsWithNewline ? streams.out("\n") : nil
    endsWithNewline = true
    if reply?.status == .lengthLimit { warn("! \(ExecMessages.lengthLimit)") }
    if let reply, options.showsTimes {
      let summary = ReplySummary.line(reply, now: now)
      if !summary.isEmpty { write("· \(summary)") }
    }
    if let error = ending.error { streams.complain(error) }
    return failure
  }
}
