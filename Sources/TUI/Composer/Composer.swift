/// The prompt being written: graphemes and folded pieces, a cursor between them, and undo.
package struct Composer: Equatable, Sendable {
  /// Pastes above either bound are folded to a token.
  static let foldedLines = 20
  static let foldedBytes = 2000
  /// Text that comes back, from history or an editor, stays open to editing up to this size.
  static let openBytes = 64 << 10
  /// Scalars one grapheme can gather while it is typed; a taller pile of marks becomes several.
  static let graphemeLimit = 32

  package internal(set) var elements: [Element] = []
  /// 0…`elements.count`.
  package internal(set) var cursor = 0
  /// Moves with every change of the text.
  package private(set) var revision = 0
  /// The first element that changed since a layout last looked; `nil` when nothing did.
  private(set) var changedFrom: Int?
  var killRing = KillRing()
  private var undoStack: [Snapshot] = []
  private var redoStack: [Snapshot] = []
  /// What the last key did, where the next one may continue it.
  private var latest = Latest.other

  private struct Snapshot: Equatable, Sendable {
    var elements: [Element]
    var cursor: Int
  }

  private enum Latest: Equatable, Sendable {
    case typing, killing, other
    /// Where the yanked elements stand, for Alt+Y.
    case yanked(Range<Int>)
  }

  package init() {}

  package init(_ text: String) {
    elements = Self.elements(of: text)
    cursor = elements.count
    changedFrom = 0
  }

  /// A draft as it was kept between runs, with its pastes still folded.
  package init(_ elements: [Element]) {
    self.elements = elements
    cursor = elements.count
    changedFrom = 0
  }

  package var isEmpty: Bool { elements.isEmpty }

  /// What will be sent: pastes and files in full.
  package var text: String {
    elements.text
  }

  /// For an editor: files by their `@path`, which Enter reads again.
  package var plainText: String {
    elements.reduce(into: "") { text, element in
      if case .file(let file) = element { text += "@" + file.path } else { text += element.sent }
    }
  }

  /// The images among the files, as data URLs.
  package var images: [String] { elements.compactMap(\.image) }

  // MARK: Changing

  package mutating func insert(_ text: String) {
    // A combining mark belongs to the grapheme before the cursor, and may change how it is cut.
    var fresh = text
    var start = cursor
    if cursor > 0, case .grapheme(let before) = elements[cursor - 1], before != "\n",
      before.unicodeScalars.count < Self.graphemeLimit,
      (String(before) + text).count < text.count + 1
    {
      fresh = String(before) + text
      start -= 1
    }
    splice(start..<cursor, fresh.map(Element.grapheme), as: text.count == 1 ? .typing : .other)
  }

  /// One edit, however large; a large one stands as a token.
  package mutating func paste(_ text: String) {
    guard !text.isEmpty else { return }
    latest = .other
    if Self.isLarge(text) {
      insert(.paste(Paste(text)))
    } else {
      splice(cursor..<cursor, .pasted(text), as: .other)
    }
  }

  package mutating func insert(_ element: Element) {
    splice(cursor..<cursor, [element], as: .other)
  }

  package mutating func deleteBack() { delete(cursor - 1..<cursor) }
  package mutating func deleteForward() { delete(cursor..<cursor + 1) }

  package mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<elements.count)
    guard !range.isEmpty else { return }
    splice(range, [], as: .other)
  }

  /// Cuts to the ring; cuts in a row become one entry, in the order of the text.
  mutating func kill(_ range: Range<Int>, backwards: Bool) {
    guard !range.isEmpty else { return }
    killRing.add(
      Array(elements[range]), backwards: backwards, continues: latest == .killing)
    splice(range, [], as: .killing)
  }

  package mutating func yank() {
    guard let entry = killRing.current else { return }
    let start = cursor
    splice(start..<start, entry, as: .other)
    latest = .yanked(start..<cursor)
  }

  /// Right after a yank: puts the entry cut before it in its place.
  package mutating func yankEarlier() {
    guard case .yanked(let range) = latest, let entry = killRing.turned() else { return }
    splice(range, entry, as: .other)
    latest = .yanked(range.lowerBound..<cursor)
  }

  package mutating func undo() {
    guard let last = undoStack.popLast() else { return }
    redoStack.append(Snapshot(elements: elements, cursor: cursor))
    restore(last)
  }

  package mutating func redo() {
    guard let last = redoStack.popLast() else { return }
    undoStack.append(Snapshot(elements: elements, cursor: cursor))
    restore(last)
  }

  /// Empties the prompt and returns what it held. What was cut stays in the ring.
  package mutating func take() -> [Element] {
    let taken = elements
    var fresh = Composer()
    fresh.killRing = killRing
    fresh.revision = revision + 1
    fresh.changedFrom = 0
    self = fresh
    return taken
  }

  /// Replaces everything, as one undoable edit. What is too large to edit is folded.
  package mutating func replace(with text: String) {
    splice(0..<elements.count, Self.elements(of: text), as: .other)
  }

  /// The first place where these elements stand in a row.
  func range(of wanted: [Element]) -> Range<Int>? {
    guard let first = wanted.first, wanted.count <= elements.count else { return nil }
    let starts = elements.indices.dropLast(wanted.count - 1)
    let start = starts.first { elements[$0] == first && elements[$0...].starts(with: wanted) }
    return start.map { $0..<$0 + wanted.count }
  }

  /// Replaces a part by other elements; the cursor goes behind them.
  package mutating func replace(_ range: Range<Int>, with new: [Element]) {
    splice(range.clamped(to: 0..<elements.count), new, as: .other)
  }

  package static func isLarge(_ text: String) -> Bool {
    text.utf8.count > foldedBytes
      || text.utf8.lazy.filter { $0 == UInt8(ascii: "\n") }.count >= foldedLines
  }

  private static func elements(of text: String) -> [Element] {
    if text.utf8.count > openBytes { return [.paste(Paste(text))] }
    return text.map(Element.grapheme)
  }

  /// The one place where the text changes.
  private mutating func splice(_ range: Range<Int>, _ new: [Element], as kind: Latest) {
    if kind != .typing || latest != .typing { remember() }
    elements.replaceSubrange(range, with: new)
    cursor = range.lowerBound + new.count
    record(changeFrom: range.lowerBound)
    redoStack = []
    latest = kind
  }

  private mutating func remember() {
    undoStack.append(Snapshot(elements: elements, cursor: cursor))
    if undoStack.count > 100 { undoStack.removeFirst() }
  }

  private mutating func restore(_ snapshot: Snapshot) {
    elements = snapshot.elements
    cursor = snapshot.cursor
    record(changeFrom: 0)
    latest = .other
  }

  private mutating func record(changeFrom place: Int) {
    revision += 1
    changedFrom = min(changedFrom ?? place, place)
  }

  /// A layout has seen the text as it is now.
  mutating func markSeen() { changedFrom = nil }

  mutating func move(to place: Int) {
    cursor = min(max(0, place), elements.count)
    latest = .other
  }
}
