/// Markdown as lines of a width, laid out while it streams.
///
/// Only the last top-level block can still change, so only that is parsed again when text arrives, and not even that where
/// plain words lengthen a paragraph.
/// Of a growing list that is the last item, of growing fenced code the last line; a paragraph longer
/// than `long` is cut where nothing is open, one longer than `longest` anywhere, and so is any other
/// block longer than `largest`. Everything before is settled: its lines are kept and never made again
/// while the width stays. Link definitions may stand after their use, so a text that has any
/// is parsed once more as a whole when it is settled.
package struct MarkdownLayout: TextLayout {
  /// Bytes of a paragraph that are parsed again, but for what is open over its cut.
  static let long = 512

  /// Bytes of a paragraph, or of a line of code, that are parsed again at most.
  static let longest = 8 * long

  /// The same for a quote, a table, a list item: cut between lines, and a table's header is said again.
  static let largest = 2 * longest

  package var width: Int {
    didSet { if width != oldValue { layOutAnew() } }
  }
  /// Columns of prose: longer lines are hard to follow. Code and tables may take all.
  package static let prose = 100
  var measure: Int { min(width, Self.prose) }
  package private(set) var byteCount = 0
  /// Bytes given to the parser so far, a measure of work.
  package internal(set) var bytesParsed = 0
  /// Lines made by wrapping so far, a measure of work.
  package internal(set) var linesWrapped = 0

  /// What the settled part leaves to the rest.
  enum Place {
    case start, afterBlock
    /// The items before are settled.
    case inList(MarkdownList)
    case inCode(CodeBlock)
    /// The text of the last line of the part that was cut off.
    case inParagraph(Line)
    /// The block goes on; of a table, under the two lines of its header.
    case inBlock(header: [UInt8])
  }

  let emoji: Sanitizer.Emoji
  let images: MarkdownImages
  /// The text with `\n` as its only line end.
  private(set) var source: [UInt8] = []
  /// Bytes of `source` whose lines are settled.
  var settledBytes = 0
  var settled: [Line] = []
  var tail: [Line] = []
  var place = Place.start
  /// Where the source ends that the tail shows, blanks at its end left out, while the tail ends in a paragraph that
  /// plain words can follow.
  var openEnd: Int?
  /// Bytes of `source` that have been looked at.
  private var seenBytes = 0
  private var endsInReturn = false
  private(set) var isSettled = false

  package init(
    width: Int, emoji: Sanitizer.Emoji = .safe, images: MarkdownImages = MarkdownImages()
  ) {
    self.width = width
    self.emoji = emoji
    self.images = images
  }

  package var lineCount: Int { settled.count + tail.count }

  package func line(_ index: Int) -> Line {
    index < settled.count ? settled[index] : tail[index - settled.count]
  }

  package mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    byteCount += text.utf8.count
    if isSettled { reopen() }
    consume(text)
    if !growByWords() { grow() }
  }

  package mutating func settle() {
    guard !isSettled else { return }
    isSettled = true
    if MarkdownReferences.exist(in: source) {
      layOutWhole()
    } else {
      grow()
    }
  }

  /// Adds to the source, with `\r\n` and `\r` as `\n`.
  private mutating func consume(_ text: String) {
    for byte in text.utf8 {
      let followsReturn = endsInReturn
      endsInReturn = byte == 0x0D
      if byte == 0x0A && followsReturn { continue }
      source.append(endsInReturn ? 0x0A : byte)
    }
  }

  /// Adds plain words to the tail's last line. Up to the next step only: what is looked at there does not depend on
  /// the pieces either.
  private mutating func growByWords() -> Bool {
    guard let openEnd, !tail.isEmpty,
      (source.count - settledBytes) / Self.long == (seenBytes - settledBytes) / Self.long,
      PlainWords.areAll(source, from: openEnd, following: settledBytes)
    else { return false }
    seenBytes = source.count
    lengthen(from: openEnd)
    return true
  }

  /// Looks at what is new, in steps that end where a long paragraph would be cut: so the cuts are
  /// the same in whatever pieces the text came.
  private mutating func grow() {
    repeat {
      let steps = (seenBytes - settledBytes) / Self.long + 1
      seenBytes = scalarEnd(min(source.count, settledBytes + steps * Self.long))
      advance(to: seenBytes)
    } while seenBytes < source.count
  }

  /// The next offset that is not inside a scalar.
  private func scalarEnd(_ offset: Int) -> Int {
    var offset = offset
    while offset < source.count, source[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// The start of the scalar that holds a byte.
  func scalarStart(_ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < source.count, source[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  private mutating func layOutAnew() {
    let wasSettled = isSettled
    reset()
    guard !source.isEmpty else { return }
    grow()
    if wasSettled { settle() }
  }

  /// Text after the end: only a text that was laid out as a whole begins anew.
  private mutating func reopen() {
    isSettled = false
    if settledBytes == source.count, MarkdownReferences.exist(in: source) { reset() }
  }

  private mutating func reset() {
    (settledBytes, seenBytes, isSettled) = (0, 0, false)
    (settled, tail, place, openEnd) = ([], [], .start, nil)
  }
}
