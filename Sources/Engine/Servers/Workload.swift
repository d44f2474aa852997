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

  package var isIdle: Bool { running == 0 && (waiting ?? 0) == 0 }
}
