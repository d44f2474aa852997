import TUI

/// Where everything that happens arrives, until the loop takes it.
///
/// A session or a size replaces one that still waits: the screen shows the latest state, not each.
@MainActor
final class Inbox {
  private var events: [Event] = []
  private var waiting: CheckedContinuation<[Event], Never>?

  func post(_ event: Event) {
    switch event {
    case .session: events.removeAll(where: \.isSession)
    case .resize: events.removeAll(where: \.isResize)
    default: break
    }
    events.append(event)
    guard let continuation = waiting else { return }
    waiting = nil
    continuation.resume(returning: take())
  }

  /// Everything that arrived since the last call; waits until there is something.
  func next() async -> [Event] {
    guard events.isEmpty else { return take() }
    return await withCheckedContinuation { waiting = $0 }
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
