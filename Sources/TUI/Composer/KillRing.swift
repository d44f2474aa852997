/// What was cut, newest last: Ctrl+Y brings the newest back, Alt+Y the one before.
struct KillRing: Equatable, Sendable {
  /// More than a user remembers.
  static let limit = 32

  private var entries: [[Composer.Element]] = []
  private var place = 0

  var current: [Composer.Element]? {
    entries.indices.contains(place) ? entries[place] : nil
  }

  /// Adds a cut, or joins it to the one before when it continues that.
  mutating func add(_ cut: [Composer.Element], backwards: Bool, continues: Bool) {
    if continues, let last = entries.popLast() {
      entries.append(backwards ? cut + last : last + cut)
    } else {
      entries.append(cut)
      if entries.count > Self.limit { entries.removeFirst() }
    }
    place = entries.count - 1
  }

  /// Goes to the entry before, round to the newest again.
  mutating func turned() -> [Composer.Element]? {
    guard !entries.isEmpty else { return nil }
    place = (place + entries.count - 1) % entries.count
    return entries[place]
  }
}
