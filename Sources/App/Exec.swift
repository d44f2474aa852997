import Engine
import TUI

/// Prints one reply as it streams: `[thinking]` and states on stderr, the answer on stdout.
struct Exec {
  let engine: Engine
  private var isInBracket = false
  private var lastStage = ""
  private var endsWithNewline = true

  init(engine: Engine) {
    self.engine = engine
  }

  mutating func run(_ prompt: Prompt) async -> ExitStatus {
    let events = await engine.replyEvents()
    let interrupts = Task { [engine] in
      await Signals.termination()
      await engine.perform(.stop)
    }
    defer { interrupts.cancel() }
    await engine.perform(.send(prompt))
    for await event in events {
      switch event {
      case .delta(let delta, _): write(delta)
      case .warmUp: break
      case .ended(let reply, _): return finish(reply)
      }
    }
    return .other
  }

  private mutating func write(_ delta: Delta) {
    switch delta {
    case .reasoning(let text):
      if !isInBracket {
        StandardError.write("[")
        isInBracket = true
      }
      StandardError.write(Washer.wash(text))
    case .text(let text):
      closeBracket()
      StandardOutput.write(text)
      endsWithNewline = text.last == "\n"
    case .stage(let stage): write(stage)
    case .notice(let words):
      closeBracket()
      StandardError.write("! \(Washer.wash(words))\n")
    case .textWasReasoning, .usage, .model, .responseID, .finish: break
    }
  }

  /// A line per stage, and one per tenth of a load.
  private mutating func write(_ stage: ServerStage) {
    let words: String
    switch stage {
    case .queued: words = "queued at the server"
    case .loading(let progress):
      words = progress.map { "loading \(Int($0 * 10) * 10) %" } ?? "loading"
    case .loaded(let seconds):
      words = seconds.map { "loaded in \(TimeWords.seconds(.seconds($0)))" } ?? "loaded"
    case .readingPrompt, .promptRead: return
    }
    guard words != lastStage else { return }
    lastStage = words
    StandardError.write("· \(words)\n")
  }

  private mutating func closeBracket() {
    guard isInBracket else { return }
    StandardError.write("]\n")
    isInBracket = false
  }

  private mutating func finish(_ reply: Reply) -> ExitStatus {
    closeBracket()
    if !endsWithNewline { StandardOutput.write("\n") }
    switch reply.status {
    case .complete, .pending, .streaming: return .ok
    case .lengthLimit:
      StandardError.write("! cut at the length limit\n")
      return .ok
    case .endedEarly:
      StandardError.write("codex-tui: the connection ended before the reply was complete\n")
      return .broken
    case .interrupted: return .interrupted
    case .failed(let error):
      StandardError.write("codex-tui: \(Failure(error).message)\n")
      return .of(error, saidSomething: reply.hasSaidSomething)
    }
  }
}
