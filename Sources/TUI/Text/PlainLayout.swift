/// Text without markup, such as thinking: washed and wrapped as it grows.
package struct PlainLayout: TextLayout {
  package var width: Int {
    didSet { if width != oldValue { layOutAnew() } }
  }
  package let ink: Ink
  package private(set) var byteCount = 0
  /// Lines made by wrapping so far, a measure of work.
  package private(set) var linesWrapped = 0

  private let emoji: Sanitizer.Emoji
  private var source = ""
  private var washer: Sanitizer
  /// Lines that cannot change any more.
  private var settled: [Line] = []
  /// The washed text from the start of the last screen line on.
  private var open = Line()
  /// The last screen line, while there is any text.
  private var tail: [Line] = []
  private var isSettled = false

  package init(width: Int, ink: Ink = Ink(.text), emoji: Sanitizer.Emoji = .safe) {
    self.width = width
    self.ink = ink
    self.emoji = emoji
    washer = Sanitizer(emoji: emoji)
  }

  package var lineCount: Int { settled.count + tail.count }
  /// Lines that stay as they are, whatever comes.
  package var settledCount: Int { settled.count }

  package func line(_ index: Int) -> Line {
    index < settled.count ? settled[index] : tail[index - settled.count]
  }

  package mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    byteCount += text.utf8.count
    source += text
    isSettled = false
    consume(text)
  }

  /// A newline at the very end makes no empty line.
  package mutating func settle() {
    isSettled = true
    if tail == [Line()], !settled.isEmpty { tail = [] }
  }

  private mutating func consume(_ text: String) {
    for span in washer.spans(text, ink) { open.append(span) }
    let (full, rest) = Wrap.split(
      open.spans, width: width, first: Line(joint: open.joint))
    linesWrapped += full.count + 1
    settled += full
    open = rest
    tail = Wrap.lines(rest.spans, width: width, first: Line(joint: rest.joint))
  }

  private mutating func layOutAnew() {
    settled = []
    open = Line()
    tail = []
    washer = Sanitizer(emoji: emoji)
    guard !source.isEmpty else { return }
    consume(source)
    if isSettled { settle() }
  }
}
