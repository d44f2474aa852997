/// Breaks text into lines of a width: between words, or inside a word that is longer than a line.
///
/// Greedy, so a line that is full never changes when more text follows. Blanks at a break are left
/// out, blanks at the start stay. `\n` in the text ends a line. Chinese and Japanese text breaks
/// between any two characters but before closing and after opening punctuation.
package struct Wrap {
  /// Screen lines of washed spans; at least one.
  ///
  /// - Parameters:
  ///   - width: columns; a wide glyph needs 2, so less than 2 counts as 2.
  ///   - first: what stands before the first line, taking from the width.
  ///   - hanging: what stands before the others; `nil` for blanks of the same width as `first`.
  package static func lines(
    _ spans: [Span], width: Int, first: Line = Line(), hanging: Line? = nil
  ) -> [Line] {
    var wrap = Wrap(spans, width: width, first: first, hanging: hanging)
    return wrap.run()
  }

  package static func lines(
    _ spans: [Span], width: Int, indent: Int, hangingIndent: Int
  ) -> [Line] {
    lines(
      spans, width: width, first: Line(SafeText(washed: String(repeating: " ", count: indent))),
      hanging: Line(SafeText(washed: String(repeating: " ", count: hangingIndent))))
  }

  /// The lines that are full, and the text of the last one, which may grow.
  ///
  /// Wrapping the rest with more text after it, `first` with the rest's joint, goes on where this
  /// stopped.
  static func split(
    _ spans: [Span], width: Int, first: Line = Line(), hanging: Line? = nil
  ) -> (full: [Line], rest: Line) {
    var wrap = Wrap(spans, width: width, first: first, hanging: hanging)
    let lines = wrap.run()
    var rest = wrap.text(from: wrap.lastStart, upTo: Place(span: spans.count))
    rest.joint = lines.last?.joint ?? first.joint
    return (lines.dropLast(), rest)
  }

  /// A place in the text, before a glyph.
  private struct Place {
    var span = 0
    /// UTF-8 bytes into the span.
    var byte = 0
    /// Columns into the line.
    var column = 0
  }

  private let spans: [Span]
  private let first: Line
  private let hanging: Line
  private let room: (first: Int, hanging: Int)

  private var lines: [Line] = []
  /// Where the current line begins.
  private var start = Place()
  /// Where the line before the current one began.
  private var lastStart = Place()
  private var here = Place()
  /// The last place where the line may end (blanks left out), and where the next would begin.
  private var breakEnd: Place?
  private var breakNext = Place()
  /// Where the last grapheme begins, which is not torn.
  private var cluster = Place()
  private var last = WrapClass.none
  /// How the line that is made hangs on the one before.
  private var joint: Line.Joint

  private init(_ spans: [Span], width: Int, first: Line, hanging: Line?) {
    self.spans = spans
    self.first = first
    self.hanging = hanging ?? Line(SafeText(washed: String(repeating: " ", count: first.width)))
    joint = first.joint
    room = (max(2, width - self.first.width), max(2, width - self.hanging.width))
  }

  private mutating func run() -> [Line] {
    for (index, span) in spans.enumerated() {
      here.span = index
      here.byte = 0
      var glyphs = Glyphs(span.text, keepsNewlines: true)
      while let glyph = glyphs.next() { consume(glyph, until: glyphs.offset) }
    }
    endParagraph(next: Place(span: spans.count))
    return lines
  }

  private mutating func consume(_ glyph: Glyph, until end: Int) {
    var kind = WrapClass(glyph, after: last)
    guard kind != .newline else {
      endParagraph(next: Place(span: here.span, byte: end))
      return
    }
    if kind.allowsBreak(after: last) {
      // Blanks before a break are left out, so the line ends where they begin.
      if last != .blank { breakEnd = here }
      breakNext = here
    } else if kind == .blank, last != .blank, here.column > 0 {
      breakEnd = here
      breakNext = here
    }
    if kind != .continued, last != .linking { cluster = here }
    if kind != .blank, here.column + glyph.width > limit, here.column > 0 {
      breakLine(before: glyph)
      if here.column == 0 { kind = WrapClass(glyph, after: .none) }
    }
    here.byte = end
    here.column += glyph.width
    last = kind
  }

  private var limit: Int { lines.isEmpty ? room.first : room.hanging }

  /// Ends the line at the last place that allows it, else right here.
  private mutating func breakLine(before glyph: Glyph) {
    let hard = cluster.column > 0 ? cluster : here
    let carried = here.column - breakNext.column + glyph.width
    let soft = carried <= room.hanging ? breakEnd : nil
    let next = soft == nil ? hard : breakNext
    let leavesBlank = breakEnd.map { $0.column < next.column } ?? false
    emit(upTo: soft ?? hard)
    joint = soft != nil && leavesBlank ? .blank : .nothing
    start = Place(span: next.span, byte: next.byte)
    here.column -= next.column
    cluster.column = max(0, cluster.column - next.column)
  }

  private mutating func endParagraph(next: Place) {
    // What only trails may be wider than the line.
    emit(upTo: last == .blank ? breakEnd ?? start : here)
    joint = .newline
    start = next
    here = next
    cluster = next
    last = .none
  }

  private mutating func emit(upTo end: Place) {
    var line = text(after: lines.isEmpty ? first : hanging, from: start, upTo: end)
    line.joint = joint
    lines.append(line)
    breakEnd = nil
    lastStart = start
  }

  private func text(after prefix: Line = Line(), from start: Place, upTo end: Place) -> Line {
    var line = prefix
    var span = start.span
    var byte = start.byte
    while span < spans.count, span < end.span || span == end.span && byte < end.byte {
      let text = spans[span].text
      let stop = span == end.span ? end.byte : text.utf8.count
      line.append(Span(SafeText(washed: text.slice(byte..<stop)), spans[span].ink))
      span += 1
      byte = 0
    }
    return line
  }
}

extension String {
  /// A part by UTF-8 offsets, which must stand between scalars.
  func slice(_ bytes: Range<Int>) -> String {
    guard bytes.lowerBound > 0 || bytes.upperBound < utf8.count else { return self }
    let start = utf8.index(startIndex, offsetBy: bytes.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: bytes.count)])
  }
}
