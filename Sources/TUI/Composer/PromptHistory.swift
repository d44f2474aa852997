/// Prompts sent before, walked with ↑ and ↓ from the composer's edge lines.
///
/// They are kept as they stood in the prompt, tokens of files and pastes included, and what is changed in
/// one on the way is there again on the way back.
package struct PromptHistory: Equatable, Sendable {
  package typealias Prompt = [Composer.Element]

  /// Older prompts are out of reach; the conversations have them.
  package static let limit = 1000

  /// A prompt as it is kept: a thousand long ones as elements took ten times as long to make as everything else at a
  /// start, and sixty times the memory of their text.
  package enum Entry: Equatable, Sendable {
    case elements(Prompt)
    /// Without tokens; of a command the `/` is one, too.
    case text(String, isCommand: Bool)

    var prompt: Prompt {
      switch self {
      case .elements(let prompt): return prompt
      case .text(let text, let isCommand):
        let pasted = Prompt.pasted(text)
        return isCommand ? [.grapheme("/")] + pasted.dropFirst() : pasted
      }
    }

    var text: String {
      switch self {
      case .elements(let prompt): prompt.text
      case .text(let text, _): text
      }
    }
  }

  private var entries: [Entry] = []
  /// `entries.count` means the draft.
  private var place = 0
  /// What stands at a place while the history is walked, where it differs from the entry.
  private var edits: [Int: Prompt] = [:]

  package init() {}

  package init(_ entries: [Entry]) {
    self.entries = entries.suffix(Self.limit)
    place = self.entries.count
  }

  package init(_ texts: [String]) { self.init(texts.map { .text($0, isCommand: false) }) }

  /// Remembers a prompt; the same one twice in a row stands once.
  package mutating func add(_ prompt: Prompt) {
    if !prompt.isEmpty, entries.last?.prompt != prompt { entries.append(.elements(prompt)) }
    if entries.count > Self.limit { entries.removeFirst() }
    place = entries.count
    edits = [:]
  }

  /// The entry before the one shown; what is shown is kept for the way back.
  package mutating func earlier(than shown: Prompt) -> Prompt? {
    guard place > 0 else { return nil }
    return step(to: place - 1, from: shown)
  }

  package mutating func later(than shown: Prompt) -> Prompt? {
    guard place < entries.count else { return nil }
    return step(to: place + 1, from: shown)
  }

  private mutating func step(to next: Int, from shown: Prompt) -> Prompt {
    edits[place] = shown
    place = next
    return edits[next] ?? (entries.indices.contains(next) ? entries[next].prompt : [])
  }

  /// The newest entries with their places, newest first, each text once.
  package func latest(_ count: Int) -> [(index: Int, prompt: String)] {
    var seen: Set<String> = []
    var found: [(index: Int, prompt: String)] = []
    for index in entries.indices.reversed() where found.count < count {
      let text = entries[index].text
      if seen.insert(text).inserted { found.append((index, text)) }
    }
    return found
  }

  package func entry(_ index: Int) -> Prompt? {
    entries.indices.contains(index) ? entries[index].prompt : nil
  }

  /// A prompt as it stood when it was sent, tokens included.
  package func sent(_ text: String) -> Prompt? { entries.last { $0.text == text }?.prompt }
}
