import TUI

/// Where everything that happens arrives, until the loop takes it.
///
/// A session or a size replaces one that still waits: the screen shows the latest state, not each.
@ScreenActor
final class Inbox {
  private var events: [Event] = []
  private var listener: (() -> Void)?
  private var hasRung = false

  func post(_ event: Event) {
    switch event {
    case .session: events.removeAll(where: \.isSession)
    case .resize: events.removeAll(where: \.isResize)
    default: break
    }
    events.append(event)
    ring()
  }

  /// Calls `body` whenever something has arrived, once for all that one turn of the screen's thread brings.
  func listen(_ body: (() -> Void)?) {
    listener = body
    if !events.isEmpty { ring() }
  }

  private func ring() {
    guard listener != nil, !hasRung else { return }
    hasRung = true
    ScreenActor.post {
      self.hasRung = false
      if !self.events.isEmpty { self.listener?() }
    }
  }

  /// Everything that arrived since the last call; waits until there is something.
  func next() async -> [Event] {
    if events.isEmpty {
      await withCheckedContinuation { continuation in
        listen {
          self.listen(nil)
          continuation.resume()
        }
      }
    }
    return take()
  }

  /// Everything that arrived, which may be nothing. For driving the loop by hand.
  func take() -> [Event] {
    defer { events = [] }
    return events
  }
}

extension Event {
  fileprivate var isSession: Bool {
    if case .session = self { true } else { false }
  }

  fileprivate var isResize: Bool {
    if case .resize = self { true } else { false }
  }
}
