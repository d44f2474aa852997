import Engine
import SystemPackage

/// A reply as lines of JSON on stdout; `docs/exec-events.schema.json` describes each line.
struct JSONPrinter: ReplyPrinter {
  /// Moves when a consumer of an earlier version would misunderstand a line.
  static let version = 1

  let streams: OutputStreams
  let showsThinking: Bool
  private var began: Duration = .zero
  private var lastState: JSON?

  init(streams: OutputStreams, showsThinking: Bool) {
    self.streams = streams
    self.showsThinking = showsThinking
  }

  mutating func begin(_ session: Session, at now: Duration) -> Errno? {
    began = now
    var fields: JSON = [
      "profile": .string(session.profile.name), "provider": .string(session.profile.providerID),
      "model": .string(session.profile.model), "server": .string(session.server.address),
      "remote": .bool(session.destination == .cloud),
      "location": .string(session.destination.rawValue),
    ]
    if !session.parameters.isEmpty { fields["parameters"] = session.parameters.json }
    if session.keeping != .off {
      fields["conversation"] = .string(session.conversation.id.rawValue)
    }
    let failure = write("start", now, fields)
    return failure ?? state("connecting", now)
  }

  mutating func print(_ delta: Delta, at now: Duration) -> Errno? {
    switch delta {
    case .reasoning(let text):
      let failure = state("thinking", now)
      return showsThinking
        ? failure ?? write("thinking.delta", now, ["text": .string(text)]) : failure
    case .text(let text):
      return state("answering", now) ?? write("text.delta", now, ["text": .string(text)])
    case .textWasReasoning: return write("text.was_thinking", now, [:])
    case .stage(let stage): return print(stage, now)
    case .notice(let words): return write("notice", now, ["message": .string(words)])
    case .usage, .model, .responseID, .finish, .call, .thinkingField, .companion: return nil
    }
  }

  mutating func print(_ use: ToolUse, at now: Duration) -> Errno? {
    var fields: JSON = ["name": .string(use.call.name)]
    fields["server"] = use.tool.map { .string($0.server) }
    fields["tool"] = use.tool.map { .string($0.tool) }
    if use.ranOnServer { fields["ran_on_server"] = true }
    var call = fields
    call["arguments"] = .string(use.call.arguments)
    guard let result = use.result else { return write("tool.call", now, call) }
    let failure = use.ranOnServer ? write("tool.call", now, call) : nil
    fields["status"] = .string(result.status.rawValue)
    fields["text"] = .string(result.text)
    fields["seconds"] = result.took.map(Self.seconds)
    return failure ?? write("tool.result", now, fields)
  }

  private mutating func print(_ stage: ServerStage, _ now: Duration) -> Errno? {
    switch stage {
    case .queued: state("queued", now)
    case .loading(let progress): state("loading", now, progress)
    case .loaded: state("loaded", now)
    case .readingPrompt(let progress): state("reading_prompt", now, progress)
    case .promptRead: nil
    }
  }

  /// What the server is doing, told when it changes.
  private mutating func state(
    _ name: String, _ now: Duration, _ progress: Double? = nil
  ) -> Errno? {
    var fields: JSON = ["state": .string(name)]
    if let progress { fields["progress"] = .double(min(1, max(0, progress))) }
    guard fields != lastState else { return nil }
    lastState = fields
    return write("state", now, fields)
  }

  mutating func end(
    _ reply: Reply?, _ ending: ReplyEnding, at now: Duration
  ) -> Errno? {
    var failure: Errno?
    if let reply {
      for span in reply.clock.spans {
        let length = (span.end ?? now) - span.start
        failure =
          failure
          ?? write(
            "stage", now,
            [
              "stage": .string(span.stage.rawValue), "began": Self.seconds(span.start - began),
              "seconds": Self.seconds(length),
            ])
      }
      failure = failure ?? write("usage", now, usage(reply.usage))
    }
    failure = failure ?? write("done", now, done(reply, ending))
    if let error = ending.error { streams.complain(error) }
    return failure
  }

  func complain(_ error: EngineError) { streams.complain(error) }

  private func usage(_ usage: Usage) -> JSON {
    var fields: JSON = [:]
    fields["prompt_tokens"] = usage.promptTokens.map { .int($0) }
    fields["completion_tokens"] = usage.completionTokens.map { .int($0) }
    fields["reasoning_tokens"] = usage.reasoningTokens.map { .int($0) }
    fields["cached_tokens"] = usage.cachedTokens.map { .int($0) }
    fields["tokens_per_second"] = usage.tokensPerSecond.map { .double($0) }
    fields["load_seconds"] = usage.loadSeconds.map { .double($0) }
    fields["prompt_seconds"] = usage.promptSeconds.map { .double($0) }
    return fields
  }

  private func done(_ reply: Reply?, _ ending: ReplyEnding) -> JSON {
    var fields: JSON = [
      "status": .string(Self.word(reply, ending)), "exit_code": .int(Int(ending.status.rawValue)),
    ]
    if let reply {
      fields["model"] = .string(reply.source.model)
      fields["text"] = .string(reply.text.string)
      fields["time_to_first_token"] = reply.clock.timeToFirstToken.map(Self.seconds)
    }
    if let error = ending.error {
      var words: JSON = ["kind": .string(error.kind.rawValue), "message": .string(error.message)]
      words["remedy"] = error.remedy.map { .string($0) }
      words["server_message"] = error.serverMessage.map { .string($0) }
      fields["error"] = words
    }
    return fields
  }

  private static func word(_ reply: Reply?, _ ending: ReplyEnding) -> String {
    switch reply?.status {
    case .lengthLimit where ending.status == .ok: "length_limit"
    case .complete where ending.status == .ok: "complete"
    case .endedEarly: "ended_early"
    case .interrupted, .cutOff: ending.error == nil ? "interrupted" : "failed"
    case .complete, .lengthLimit, .failed, .pending, .streaming, nil: "failed"
    }
  }

  private func write(_ type: String, _ now: Duration, _ fields: JSON) -> Errno? {
    streams.out(Self.line(type, at: now - began, fields))
  }

  /// - Parameter time: since the start.
  static func line(_ type: String, at time: Duration, _ fields: JSON) -> String {
    var line: [JSON.Member] = [
      .init("v", .int(version)), .init("type", .string(type)), .init("at", seconds(time)),
    ]
    line += fields.object ?? []
    return JSON.object(line).text + "\n"
  }

  /// Seconds to the millisecond.
  static func seconds(_ duration: Duration) -> JSON {
    .double((duration / .milliseconds(1)).rounded() / 1000)
  }
}
