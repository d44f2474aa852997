/// Writes parsed blocks down as lines of a width.
struct MarkdownWriter {
  /// Containers inside each other beyond this are written without their marks.
  private static let deepest = 24
  /// Columns that quotes and lists leave to the text at least.
  private static let narrowest = 12

  let source: MarkdownLines
  let emoji: Sanitizer.Emoji
  private let images: MarkdownImages
  /// Lines made by wrapping, a measure of work.
  private(set) var linesWrapped = 0
  private var depth = 0
  private var listDepth = 0

  init(_ source: MarkdownLines, emoji: Sanitizer.Emoji, images: MarkdownImages) {
    self.source = source
    self.emoji = emoji
    self.images = images
  }

  mutating func lines(_ block: MarkdownNode, width: Int, ink: Ink = .text) -> [Line] {
    depth += 1
    defer { depth -= 1 }
    switch block.kind {
    case .paragraph:
      if let lines = images.lines(block, width: width, emoji: emoji) { return lines }
      return wrap(spans(block, ink), width)
    case .heading(let level): return heading(block, level: level, width: width)
    case .quote: return quote(block, width: width)
    case .rule:
      return [Line(SafeText(washed: String(repeating: "─", count: max(2, width))), Ink(.rule))]
    case .html: return html(block, width: width)
    case .list(let list): return lines(list, items: block.children, width: width, ink: ink)
    case .code(let fence): return code(block, fence, width: width)
    case .table: return table(block, width: width)
    case .item, .task, .tableRow, .tableCell, .text, .softBreak, .lineBreak, .inlineCode,
      .inlineHTML, .emphasis, .strong, .strikethrough, .link, .image, .other:
      return wrap(spans(block, ink), width)
    }
  }

  func spans(_ block: MarkdownNode, _ ink: Ink) -> [Span] {
    MarkdownInline.spans(block, ink, emoji: emoji)
  }

  private mutating func wrap(_ spans: [Span], _ width: Int) -> [Line] {
    let lines = Wrap.lines(spans, width: width)
    linesWrapped += lines.count
    return lines
  }

  private mutating func heading(_ block: MarkdownNode, level: Int, width: Int) -> [Line] {
    let ink =
      switch level {
      case 1: Ink(.heading, [.bold, .underline])
      case 2: Ink(.heading, .bold)
      case 3: Ink(.emphasis, [.bold, .italic])
      default: Ink(.emphasis, .italic)
      }
    return wrap(spans(block, ink), width)
  }

  /// Tags and comments between blocks are shown as they were written.
  private mutating func html(_ block: MarkdownNode, width: Int) -> [Line] {
    var text = block.literal
    while text.hasSuffix("\n") { text.removeLast() }
    return wrap(Sanitizer.spans(text, Ink(.faint), emoji: emoji), width)
  }

  private mutating func code(_ block: MarkdownNode, _ fence: MarkdownFence?, width: Int) -> [Line] {
    // The parser has already taken the indent off.
    var fence = fence
    fence?.indent = 0
    var code = CodeBlock(fence, width: width, emoji: emoji)
    let lines = code.lines(literal: block.literal)
    linesWrapped += lines.count
    return lines
  }

  private mutating func table(_ block: MarkdownNode, width: Int) -> [Line] {
    let lines = MarkdownTable(block, emoji: emoji).lines(width: width)
    linesWrapped += lines.count
    return lines
  }

  private mutating func quote(_ block: MarkdownNode, width: Int) -> [Line] {
    let bar = Line("▌ ", Ink(.quote))
    return contain(block.children, in: width, first: bar, hanging: bar, ink: Ink(.quote))
  }

  /// Blocks inside a container, with its mark before the first line and its bar before the others.
  private mutating func contain(
    _ blocks: [MarkdownNode], in width: Int, first: Line, hanging: Line, ink: Ink
  ) -> [Line] {
    guard depth <= Self.deepest else { return blocks.flatMap { wrap(spans($0, ink), width) } }
    let hasRoom = width - first.width >= Self.narrowest
    let room = hasRoom ? width - first.width : width
    var inner: [Line] = []
    for block in blocks {
      if !inner.isEmpty, source.isBlank(before: block) { inner.append(Line()) }
      inner += lines(block, width: room, ink: ink)
    }
    if inner.isEmpty { inner = [Line()] }
    guard hasRoom else { return inner }
    return inner.enumerated().map {
      $0.offset == 0 ? first.joined($0.element) : hanging.joined($0.element)
    }
  }
}

extension MarkdownWriter {
  /// Some items of a list, the first of which has the number that `list` says.
  ///
  /// A blank line stands between items where the source has one, whatever the others do, so that a
  /// written item never changes when the list goes on.
  mutating func lines(
    _ list: MarkdownList, items: some Collection<MarkdownNode>, width: Int, ink: Ink = .text
  ) -> [Line] {
    listDepth += 1
    defer { listDepth -= 1 }
    var lines: [Line] = []
    for (index, item) in items.enumerated() {
      if index > 0, source.isBlank(before: item) { lines.append(Line()) }
      let mark = mark(of: item, number: list.isOrdered ? list.number + index : nil, in: list)
      let blanks = Line(SafeText(washed: String(repeating: " ", count: mark.width)))
      lines += contain(item.children, in: width, first: mark, hanging: blanks, ink: ink)
    }
    return lines
  }

  private func mark(of item: MarkdownNode, number: Int?, in list: MarkdownList) -> Line {
    var mark =
      number.map { "\($0)\(list.delimiter) " } ?? ["• ", "◦ ", "▪ "][min(listDepth, 3) - 1]
    if case .task(let isDone) = item.kind {
      mark = (number == nil ? "" : mark) + (isDone ? "☑ " : "☐ ")
    }
    return Line(SafeText(washed: mark), Ink(.listMarker))
  }
}

extension Line {
  /// This line with another right of it.
  func joined(_ other: Line) -> Line {
    var whole = self
    for span in other.spans { whole.append(span) }
    whole.joint = other.joint
    whole.image = other.image
    return whole
  }
}
