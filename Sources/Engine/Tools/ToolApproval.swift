/// Whether a call may run: by what the user said before, else by their word.
final class ToolApproval {
  private(set) var grants: ToolGrants
  /// The user can be asked.
  var canAsk = false
  /// What the command line allows without a question: `server:tool`.
  var allowed: Set<String> = []
  private var turn = TurnRecord()
  private var answers: AsyncStream<ToolAnswer>.Continuation?

  /// What was called for one prompt.
  private struct TurnRecord {
    var limit = 0
    var count = 0
    /// Call and result, the last one last.
    var last: [String] = []
    var denied: Set<String> = []
    /// Servers through which something from outside was read.
    var outside: Set<String> = []
  }

  init(grants: ToolGrants) { self.grants = grants }

  /// A prompt begins, for which so many calls may be made before the user is asked again.
  func begin(limit: Int) { turn = TurnRecord(limit: limit) }

  func readOutside(through server: String) { turn.outside.insert(server) }

  /// Why a call is not run; `nil` when it may be.
  func refusal(
    _ question: ToolQuestion, on engine: isolated Engine
  ) async throws -> ToolResult? {
    var question = question
    let tool = question.tool
    if engine.session.lock == .thisMachine, engine.session.tools.reachesOut(tool) {
      return .byLock
    }
    if engine.configuration.tools.approval == .deny { return .byRule }
    turn.count += 1
    if turn.count > turn.limit {
      question.reason = .manyCalls(turn.limit)
      guard canAsk else { return .tooManyCalls }
      guard case .no = try await ask(question, on: engine) else {
        turn.limit += engine.configuration.tools.callsPerTurn
        return nil
      }
      return .tooManyCalls
    }
    if allowed.contains(tool.selector) { return nil }
    guard let reason = reason(question, engine) else { return nil }
    guard canAsk else { return .notAsked }
    question.reason = reason
    if reason == .changed {
      question.former = grants.former(tool, in: engine.session.conversation.id)
    }
    switch try await ask(question, on: engine) {
    case .once: return nil
    case .forConversation:
      grants.allow(tool, question.arguments, in: engine.session.conversation.id)
      return nil
    case .always where tool.bindsArguments: return nil
    case .always:
      grants.allowAlways(tool)
      engine.services.saveToolGrants(grants)
      return nil
    case .no(let why):
      let call = Self.call(tool, question.arguments)
      // The same again after a no: the model does not take it, and the turn ends.
      guard turn.denied.insert(call).inserted else { throw CancellationError() }
      return .denied(because: why)
    }
  }

  /// Why the user has to be asked; `nil`: they need not be.
  private func reason(_ question: ToolQuestion, _ engine: isolated Engine) -> ToolQuestion.Reason? {
    let tool = question.tool
    let settings = engine.configuration.tools
    let call = Self.call(tool, question.arguments)
    if turn.last.count >= 2, turn.last.suffix(2).allSatisfy({ $0 == turn.last.last }),
      turn.last.last?.hasPrefix(call + "\u{0}") == true
    {
      return .repeated
    }
    if settings.asksAlways { return .new }
    let server = engine.session.tools.server(of: tool)
    if server?.isAskedAlways(tool.name) ?? false { return .new }
    let isTrusted = server?.isTrusted ?? false
    if settings.approval == .readOnlyFree, isTrusted, tool.saysItOnlyReads { return nil }
    switch grants.standing(tool, question.arguments, in: engine.session.conversation.id) {
    case .none: return .new
    case .changed: return .changed
    case .granted:
      let isAfterOthers = !turn.outside.subtracting([tool.server]).isEmpty
      return isAfterOthers && tool.saysItDestroys ? .readOutside : nil
    }
  }

  /// What makes two calls the same.
  private static func call(_ tool: Tool, _ arguments: JSON) -> String {
    tool.wireName + "\u{0}" + arguments.text
  }

  func remember(_ tool: Tool, _ use: ToolUse, _ result: ToolResult) {
    let call = Self.call(tool, ToolArguments(use.call.arguments).json)
    turn.last.append(call + "\u{0}" + result.text)
    if turn.last.count > 3 { turn.last.removeFirst() }
  }

  // MARK: Asking

  func ask(
    _ question: ToolQuestion, on engine: isolated Engine
  ) async throws -> ToolAnswer {
    let (stream, feed) = AsyncStream<ToolAnswer>.makeStream()
    answers = feed
    engine.change {
      $0.tools.question = question
      $0.transcript.live?.reply.waitsForUser(true, at: engine.time.now)
    }
    engine.tools.record?.asked(question)
    engine.replies.emit(.question(question, at: engine.time.now))
    defer {
      answers = nil
      if engine.session.tools.question?.id == question.id {
        engine.change { $0.tools.question = nil }
      }
    }
    for await answer in stream { return answer }
    throw CancellationError()
  }

  /// The user's word for the question of that number.
  func answer(_ answer: ToolAnswer, to question: Int, on engine: isolated Engine) {
    guard engine.session.tools.question?.id == question else { return }
    engine.change {
      $0.tools.question = nil
      $0.transcript.live?.reply.waitsForUser(false, at: engine.time.now)
    }
    answers?.yield(answer)
  }
}
