/// What one server asks of the user: only while it works for us, and its calls do not run out of time meanwhile.
final class MCPForms {
  private let server: String
  private var openCalls = 0
  private var tasks: [Task<Void, Never>] = []
  /// Forms that wait; a server may send several at once.
  private var openForms = 0
  private var asked: Duration = .zero
  /// Since the first of those that wait.
  private var askedSince: Duration = .zero

  init(server: String) { self.server = server }

  func callBegan() { openCalls += 1 }

  /// Without a call there is nothing to ask for.
  func callEnded() {
    openCalls -= 1
    guard openCalls == 0 else { return }
    for task in tasks { task.cancel() }
    tasks = []
  }

  /// The clock of calls, which stands still while the user is asked.
  func workTime(_ now: Duration) -> Duration {
    now - asked - (openForms > 0 ? now - askedSince : .zero)
  }

  func fill(_ form: ToolForm, on engine: isolated Engine) async -> FormAnswer {
    if openForms == 0 { askedSince = engine.time.now }
    openForms += 1
    defer {
      openForms -= 1
      if openForms == 0 { asked += engine.time.now - askedSince }
    }
    return await engine.tools.forms.ask(form, on: engine)
  }

  /// The form that a request of the server's own asks for.
  func form(_ parameters: JSON) throws(MCPFault) -> ToolForm {
    guard openCalls > 0 else {
      throw MCPFault(code: MCPFault.badRequest, message: ToolMessages.noCallUnderWay)
    }
    guard let form = ToolForm(parameters, of: server) else {
      throw MCPFault(code: MCPFault.badParameters, message: ToolMessages.formIsFlat)
    }
    return form
  }

  /// Is called off when the calls have ended.
  func keep(_ task: Task<Void, Never>) { tasks.append(task) }
}
