/// What a server does for all its clients with one model.
package struct Workload: Equatable, Sendable {
  /// Requests that are being answered.
  package var running: Int
  /// Requests that wait for one of those to end; `nil` where the server does not tell.
  package var waiting: Int?
  /// How many are answered at the same time; `nil` where the server does not tell.
  package var slots: Int?

  package init(running: Int, waiting: Int? = nil, slots: Int? = nil) {
    (self.running, self.waiting, self.slots) = (running, waiting, slots)
  }

  /// Where a request stands that has been sent and not answered by a word.
  package enum Place: Equatable, Sendable {
    /// It is being worked on, as far as anything tells.
    case served
    /// Others come first; `nil` where the server does not tell how many.
    case queued(before: Int?)
  }

  /// - Parameter tellsStart: the server says so when it begins with a request, and has not.
  package func place(tellsStart: Bool) -> Place {
    // The request itself is one of those that wait.
    if let waiting { return waiting == 0 ? .served : .queued(before: waiting - 1 + running) }
    guard tellsStart, let slots, slots > 0, running >= slots else { return .served }
    return .queued(before: nil)
  }

  package var isIdle: Bool { running == 0 && (waiting ?? 0) == 0 }
}
