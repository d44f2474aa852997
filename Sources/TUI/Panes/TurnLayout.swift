import Engine

/// One turn as lines of the response pane, kept between frames.
///
/// The prompt and the labels are laid out once; the answer grows by what arrived since the last
/// frame and never lays out its settled part again.
package struct TurnLayout: PaneBlock, Sendable {
  package let id: Turn.ID
  package let width: Int
  private var revision: Int
  private var head: [Line]
  private var answer: AnswerLayout
  private var tail: [Line]
  /// Which of its alternatives the turn is.
  private var place: (number: Int, count: Int)
  private let hasCut: Bool
  /// The header names who answers: another one than in the turn before.
  private let namesModel: Bool

  /// Bytes of a prompt that the screen shows; the model gets all of it.
  static let promptBytes = 16 << 10

  /// - Parameters:
  ///   - marker: said above the turn when another profile answers than before.
  ///   - namesModel: says who answers.
  ///   - isRaw: shows the answer as it was written, not as Markdown.
  ///   - place: which of its alternatives the turn is.
  package init(
    _ turn: Turn, width: Int, marker: String?, namesModel: Bool = true,
    place: (number: Int, count: Int) = (1, 1), isRaw: Bool = false, emoji: Sanitizer.Emoji = .safe,
    images shelf: ImageShelf = ImageShelf()
  ) {
    id = turn.id
    self.place = place
    hasCut = turn.cut != nil
    self.namesModel = namesModel
    self.width = width
    revision = turn.revision
    head = Self.head(
      turn, width: width, marker: marker, namesModel: namesModel, emoji: emoji, shelf)
    answer = AnswerLayout(
      width: max(1, width - Self.indent), isRaw: isRaw, emoji: emoji,
      images: shelf.images(of: turn.id))
    tail = []
    consume(turn)
  }

  /// Columns the texts stand in from the labels.
  static let indent = 2

  package var lineCount: Int { head.count + answer.lineCount + tail.count }

  package func line(_ index: Int) -> Line {
    if index < head.count { return head[index] }
    let inAnswer = index - head.count
    if let line = answer.line(inAnswer) { return line.indented() }
    return tail[inAnswer - answer.lineCount]
  }

  /// Takes in what changed. Costs the new text, not the whole reply.
  package mutating func update(_ turn: Turn, place: (number: Int, count: Int)) {
    guard turn.revision != revision || place != self.place else { return }
    self.place = place
    revision = turn.revision
    consume(turn)
  }

  private mutating func consume(_ turn: Turn) {
    let reply = turn.reply
    answer.update(reply)
    tail = Self.tail(reply, width: width)
    head[head.count - (namesModel ? 2 : 1)] = label(reply)
  }

  /// As much of a long prompt as is shown, not cut inside a scalar.
  private static func beginning(_ text: String) -> String {
    var bytes = Array(text.utf8.prefix(promptBytes))
    // A scalar's further bytes begin with 10.
    while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
    if let last = bytes.last, last >= 0x80 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A cut was made or taken back: what stands above the turn is another line.
  func isOutdated(by turn: Turn) -> Bool { hasCut != (turn.cut != nil) }

  private static func head(
    _ turn: Turn, width: Int, marker: String?, namesModel: Bool, emoji: Sanitizer.Emoji,
    _ shelf: ImageShelf
  ) -> [Line] {
    var lines: [Line] = []
    if let marker { lines += [Line(SafeText(foreign: marker), Ink(.marker)), Line()] }
    var prompt = PlainLayout(width: max(1, width - indent), ink: Ink(.yours), emoji: emoji)
    let bytes = turn.prompt.text.utf8.count
    let isLong = bytes > promptBytes
    prompt.append(isLong ? beginning(turn.prompt.text) : turn.prompt.text)
    prompt.settle()
    for index in 0..<prompt.lineCount { lines.append(prompt.line(index).tinted(to: width)) }
    if isLong {
      let rest = PanesMessages.promptGoesOn(bytes: bytes)
      lines.append(Line(SafeText(foreign: rest), Ink(.yours)).tinted(to: width))
    }
    for url in turn.prompt.images {
      guard let image = Image(url: url) else {
        let words = "▣ " + PanesMessages.image(bytes: url.utf8.count * 3 / 4)
        lines.append(Line(SafeText(foreign: words), Ink(.yours)).tinted(to: width))
        continue
      }
      let name = PanesMessages.image(bytes: image.byteCount)
      lines += ImageBox.lines(
        image, name: name, width: max(1, width - indent), room: shelf.room(for: image),
        emoji: emoji
      ).map { $0.tinted(to: width) }
    }
    // The header's line, and a blank one where it names a model.
    return lines + (namesModel ? [Line(), Line()] : [Line()])
  }

  /// Who answers, by the name the server gives, where that is new; at the right end what it took.
  private func label(_ reply: Reply) -> Line {
    var line = Line()
    if namesModel {
      line.append(Span(SafeText(foreign: reply.source.model), Ink(.model)))
      line.append(Span(" · \(SafeText(foreign: reply.source.profile))", Ink(.faint)))
    }
    if place.count > 1 {
      let gap = line.spans.isEmpty ? "" : " · "
      line.append(Span("\(SafeText(foreign: gap))\(place.number)/\(place.count)", Ink(.notice)))
    }
    let figures = PanesMessages.figures(reply)
    let room = width - Glyph.width(of: figures) - line.width
    guard !figures.isEmpty, room >= 2 else { return line }
    line.append(Span(SafeText(repeating: " ", count: room), Ink(.text)))
    line.append(Span(SafeText(foreign: figures), Ink(.faint)))
    return line
  }

  private static func tail(_ reply: Reply, width: Int) -> [Line] {
    var lines: [Line] = []
    for (words, role) in ReplyLabel.endings(reply) {
      let wrapped = Wrap.lines(
        [Span(SafeText(foreign: words), Ink(role))], width: max(1, width - indent))
      lines += wrapped.map { $0.indented() }
    }
    // Before the next turn.
    if !reply.isLive { lines.append(Line()) }
    return lines
  }
}

extension Line {
  /// A line of the user's own words: the bar, and the tint over the full width.
  func tinted(to width: Int) -> Line {
    var line = self
    line.spans.insert(Span("▌ ", Ink(.you)), at: 0)
    let rest = width - line.width
    if rest > 0 { line.append(Span(SafeText(repeating: " ", count: rest), Ink(.yours))) }
    return line
  }

  /// The line moved to where texts stand.
  func indented() -> Line {
    var line = self
    line.indent = spans.isEmpty ? 0 : UInt8(TurnLayout.indent)
    return line
  }
}
