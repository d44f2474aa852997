/// Tells whether a text sent whole repeats what came in deltas.
///
/// The Responses API says everything up to four times: in deltas, in `.done`, with the finished
/// part, with the finished item. Some servers send only one of these, and some proxies change the
/// item ids on the way, so ids and order are both looked at.
struct DeduplicatedText: Sendable {
  /// Items that deltas came from.
  private var items: Set<String> = []
  private var lastItem: String?
  /// Deltas came and no whole text has repeated them yet.
  private var isOpen = false
  private var wholes: Set<String> = []

  private(set) var isEmpty = true

  /// A delta of an item was passed on.
  mutating func noteDelta(item: String?) {
    isOpen = true
    isEmpty = false
    guard let item, item != lastItem else { return }
    lastItem = item
    items.insert(item)
  }

  /// Whether this whole text has not been heard; from now on it has.
  mutating func isNew(_ text: String, item: String?) -> Bool {
    let isRepeated = isOpen || item.map(items.contains) == true
    isOpen = false
    guard wholes.insert(text).inserted, !isRepeated, !text.isEmpty else { return false }
    isEmpty = false
    return true
  }
}
