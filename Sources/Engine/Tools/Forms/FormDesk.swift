/// The forms that wait for the user: one is shown at a time, in the order in which servers ask.
final class FormDesk {
  struct Waiting {
    var form: ToolForm
    var feed: AsyncStream<FormAnswer>.Continuation
  }

  private(set) var waiting: [Waiting] = []
  private var lastID = 0

  /// Waits for the user; a call that is called off takes its form away.
  func ask(_ form: ToolForm, on engine: isolated Engine) async -> FormAnswer {
    guard engine.tools.approval.canAsk else { return .cancel }
    lastID += 1
    var form = form
    form.id = lastID
    let (answers, feed) = AsyncStream<FormAnswer>.makeStream()
    waiting.append(Waiting(form: form, feed: feed))
    show(on: engine)
    defer {
      waiting.removeAll { $0.form.id == form.id }
      show(on: engine)
    }
    for await answer in answers { return answer }
    return .cancel
  }

  /// The user's word for the form of that number.
  func answer(_ answer: FormAnswer, to id: Int) {
    waiting.first { $0.form.id == id }?.feed.yield(answer)
  }

  private func show(on engine: isolated Engine) {
    let first = waiting.first?.form
    guard engine.session.tools.form != first else { return }
    engine.change {
      $0.tools.form = first
      $0.transcript.live?.reply.waitsForUser(first != nil, at: engine.time.now)
    }
    if let first { engine.replies.emit(.form(first, at: engine.time.now)) }
  }
}
