/// Prompts sent before, walked with ↑ and ↓ from the composer's edge lines.
package struct PromptHistory: Equatable, Sendable {
  /// Older prompts are out of reach; the conversations have them.
  package static let limit = 1000

  private var entries: [String] = []
  /// `entries.count` means the draft.
  private var place = 0
  private var draft = ""

  package init() {}

  package init(_ entries: [String]) {
    self.entries = entries.suffix(Self.limit)
    place = self.entries.count
  }

  /// Remembers a prompt; the same one twice in a row stands once.
  package mutating func add(_ prompt: String) {
    if entries.last != prompt { entries.append(prompt) }
    if entries.count > Self.limit { entries.removeFirst() }
    place = entries.count
    draft = ""
  }

  /// The entry before the one shown; the draft is kept for the way back.
  package mutating func earlier(than shown: String) -> String? {
    guard place > 0 else { return nil }
    if place == entries.count { draft = shown }
    place -= 1
    return entries[place]
  }

  package mutating func later() -> String? {
    guard place < entries.count else { return nil }
    place += 1
    return place == entries.count ? draft : entries[place]
  }

  /// The newest entries with their places, newest first, each text once.
  package func latest(_ count: Int) -> [(index: Int, prompt: String)] {
    var seen: Set<String> = []
    var found: [(index: Int, prompt: String)] = []
    for index in entries.indices.reversed() where found.count < count {
      if seen.insert(entries[index]).inserted { found.append((index, entries[index])) }
    }
    return found
  }

  package func entry(_ index: Int) -> String? {
    entries.indices.contains(index) ? entries[index] : nil
  }
}
