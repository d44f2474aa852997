import Engine
import SystemPackage
import TUI

/// One prompt through the engine, each delta handed on the moment it comes.
struct Exec {
  let engine: Engine
  var printer: any ReplyPrinter
  /// `--max-time`: the whole exchange, from the prompt to the last word.
  var limit: Duration?
  /// Where an answer is kept beside being printed; then a reader who leaves does not end it.
  var answerFile: AnswerFile?
  /// What the answer has to be.
  var schema: AnswerSchema?
  /// Asks the user about a call; `nil`: no user is there.
  var ask: ((ToolQuestion) -> ToolAnswer)?
  /// Has the user fill in a form of a server of tools.
  var fill: ((ToolForm) -> FormAnswer)?
  /// Numbers of signals that ask for an end.
  var interrupts = AsyncStream<Int32> { $0.finish() }

  /// Why the reply did not go on to its own end.
  private enum Stop {
    case signal(Int32)
    case timeUp(Duration)
    case output(Errno)
    case locked(String)
  }

  private enum Happening {
    case reply(ReplyEvent)
    case signal(Int32)
    case timeUp(Duration)
  }

  /// Sends the prompt and returns once the reply has ended, whatever the end is.
  mutating func run(_ prompt: Prompt) async -> ExitStatus {
    let replies = await engine.replyEvents()
    let (happenings, feed) = AsyncStream<Happening>.makeStream()
    let (signals, limit, time) = (interrupts, limit, engine.time)
    var printer = printer
    let known = await engine.session.notices.count
    let end = await withTaskGroup(of: Void.self) { group in
      group.addTask { for await event in replies { feed.yield(.reply(event)) } }
      group.addTask { for await number in signals { feed.yield(.signal(number)) } }
      if let limit {
        group.addTask {
          guard (try? await time.sleep(limit)) != nil else { return }
          feed.yield(.timeUp(limit))
        }
      }
      defer { group.cancelAll() }
      return await follow(happenings, prompt, &printer)
    }
    for notice in await engine.session.notices.dropFirst(known) {
      _ = printer.print(.notice(Sanitizer.sanitize(notice.text)), at: time.now)
    }
    let status = finish(end.reply, end.stop, &printer)
    self.printer = printer
    return status
  }

  private func follow(
    _ happenings: AsyncStream<Happening>, _ prompt: Prompt, _ printer: inout any ReplyPrinter
  ) async -> (reply: Reply?, stop: Stop?) {
    var stop: Stop?
    var isSent = false
    func record(_ reason: Stop) async {
      guard stop == nil else { return }
      stop = reason
      await engine.perform(.stop)
    }
    if let failure = printer.begin(await engine.session, at: engine.time.now) {
      return (nil, .output(failure))
    }
    // A locked conversation would keep the prompt, and no reply would ever end.
    if let refusal = await engine.session.lockRefusal { return (nil, .locked(refusal)) }
    // Behind a warm-up the prompt would wait in a queue that a failed warm-up never sends.
    if await !engine.isWarmingUp {
      await engine.perform(.send(prompt))
      isSent = true
    }
    for await happening in happenings {
      switch happening {
      case .reply(.delta(let delta, let now)):
        let failure = printer.print(delta, at: now)
        if let failure, !failure.isClosedPipe || answerFile == nil {
          await record(.output(failure))
        }
      case .reply(.tool(let use, let now)):
        if let failure = printer.print(use, at: now) { await record(.output(failure)) }
      case .reply(.question(let question, _)):
        guard let answer = ask?(question) else { continue }
        await engine.perform(.answerTool(question: question.id, answer))
      case .reply(.form(let form, _)):
        await engine.perform(.answerForm(form.id, fill?(form) ?? .cancel))
      case .reply(.ended(let reply, _)): return (reply, stop)
      case .reply(.warmUp(.loading(let load), let now)) where !isSent:
        _ = printer.print(.stage(.loading(load.progress)), at: now)
      case .reply(.warmUp(let state, _)):
        guard !isSent, !state.isUnderWay else { continue }
        if stop != nil { return (nil, stop) }
        await engine.warmUpEnded()
        await engine.perform(.send(prompt))
        isSent = true
      case .signal(let number): await record(.signal(number))
      case .timeUp(let limit): await record(.timeUp(limit))
      }
    }
    return (nil, stop)
  }

  private func finish(
    _ reply: Reply?, _ stop: Stop?, _ printer: inout any ReplyPrinter
  ) -> ExitStatus {
    var ending = ReplyEnding(of: reply)
    switch stop {
    case .signal(let number)?: ending = ReplyEnding(.signal(number), error: nil)
    case .timeUp(let limit)?: ending = .timeUp(limit)
    case .output(let failure)?: ending = .output(failure)
    case .locked(let refusal)?:
      ending = ReplyEnding(.other, error: EngineError(.refused, refusal))
    case nil: break
    }
    if let reply, ending.status == .ok, let error = schema?.complaint(about: reply) {
      ending = ReplyEnding(.other, error: error)
    }
    if let reply, let answerFile, let failure = answerFile.write(reply.text.string) {
      ending = ReplyEnding(.other, error: ExecMessages.cannotWrite(answerFile.path, failure))
    }
    let failure = printer.end(reply, ending, at: engine.time.now)
    guard let failure, ending.status == .ok else { return ending.status }
    let last = ReplyEnding.output(failure)
    if let error = last.error { printer.complain(error) }
    return last.status
  }
}

/// How a reply ended, for the caller's exit code and for a sentence.
struct ReplyEnding: Equatable, Sendable {
  var status: ExitStatus
  var error: EngineError?

  init(_ status: ExitStatus, error: EngineError?) {
    self.status = status
    self.error = error
  }

  init(of reply: Reply?) {
    switch reply?.status {
    case .complete, .pending, .streaming, .lengthLimit: self.init(.ok, error: nil)
    case .endedEarly: self.init(.broken, error: ExecMessages.endedEarly)
    case .interrupted, .cutOff: self.init(.interrupted, error: nil)
    case .failed(let error):
      let said = reply?.hasSaidSomething ?? false
      self.init(.of(error, saidSomething: said), error: error)
    case nil: self.init(.other, error: ExecMessages.noReply)
    }
  }

  static func timeUp(_ limit: Duration) -> ReplyEnding {
    ReplyEnding(.stalled, error: ExecMessages.timeIsUp(after: limit))
  }

  /// A reader that went away is no error: `head` has what it wanted.
  static func output(_ failure: Errno) -> ReplyEnding {
    guard !failure.isClosedPipe else { return ReplyEnding(.ok, error: nil) }
    return ReplyEnding(.other, error: ExecMessages.cannotWriteAnswer(failure))
  }
}
