import TUI

/// Counts presses in a row at one place, which only time tells from single ones.
struct ClickCounter {
  /// As long as desktops wait by default.
  private static let interval: Duration = .milliseconds(400)

  private var last: (at: Point, when: ContinuousClock.Instant, count: Int)?

  mutating func counted(_ mouse: Mouse) -> Mouse {
    guard mouse.kind == .press else {
      if mouse.kind != .release { last = nil }
      return mouse
    }
    let now = ContinuousClock.now
    var mouse = mouse
    if let last, last.at == mouse.at, last.when.duration(to: now) <= Self.interval {
      mouse.clicks = last.count % 3 + 1
    }
    last = (mouse.at, now, mouse.clicks)
    return mouse
  }
}
