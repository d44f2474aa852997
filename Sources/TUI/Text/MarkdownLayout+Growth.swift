extension MarkdownLayout {
  /// A first line that is longer says what block it begins, even while it is being written.
  private static let tellingBytes = 1024

  /// Lays out the source up to an offset, and settles what cannot change any more.
  mutating func advance(to end: Int) {
    openEnd = nil
    while true {
      if case .inCode(let code) = place {
        guard consumeCode(code, to: end) else { return }
      } else {
        var endsInParagraph = false
        guard parse(to: end, &endsInParagraph) else {
          return showCompleted(to: end, endsInParagraph: endsInParagraph)
        }
      }
    }
  }

  /// Parses what is not settled; its last block, or less of it, stays so.
  ///
  /// - Parameter endsInParagraph: set when the last block is a paragraph of its own.
  /// - Returns: whether so much was settled that the rest must be looked at again.
  private mutating func parse(to end: Int, _ endsInParagraph: inout Bool) -> Bool {
    let header = repeatedHeader
    let base = settledBytes - header.count
    let text = header + source[settledBytes..<end]
    bytesParsed += text.count
    let lines = MarkdownLines(text, followsBlank: isBlank(before: settledBytes))
    var writer = MarkdownWriter(lines, emoji: emoji, images: images)
    defer { linesWrapped += writer.linesWrapped }
    return MarkdownTree.read(text) { blocks in
      if case .paragraph? = blocks.last?.kind { endsInParagraph = true }
      return advance(over: blocks[...], from: base, to: end, &writer)
    }
  }

  /// Shows what is not settled with its open marks closed. What settles is never decided by that.
  private mutating func showCompleted(to end: Int, endsInParagraph: Bool) {
    guard !isSettled, end == source.count else { return }
    if case .inBlock = place { return }
    let header = repeatedHeader
    let text = header + source[settledBytes..<end]
    let completed = MarkdownTail.completed(text)
    guard completed != text else {
      if endsInParagraph, PlainWords.canFollow(text) {
        openEnd = shownEnd
      }
      return
    }
    bytesParsed += completed.count
    let lines = MarkdownLines(completed, followsBlank: isBlank(before: settledBytes))
    var writer = MarkdownWriter(lines, emoji: emoji, images: images)
    defer { linesWrapped += writer.linesWrapped }
    tail = MarkdownTree.read(completed) {
      written($0[...], from: settledBytes - header.count, &writer)
    }
  }

  private mutating func advance(
    over blocks: ArraySlice<MarkdownNode>, from base: Int, to end: Int,
    _ writer: inout MarkdownWriter
  ) -> Bool {
    var live = blocks
    guard let last = live.last else {
      tail = written(live, from: base, &writer)
      return false
    }
    let start = max(settledBytes, base + writer.source.start(ofLine: last.startLine))
    let first = Self.firstOfLast(live)
    if first > 0, isDecided(from: start, to: end) {
      settle(written(live[..<first], from: base, &writer), upTo: start, leaving: .afterBlock)
      live = live[first...]
    }
    if live.count == 1, start == settledBytes {
      switch last.kind {
      case .code(let fence?) where enterCode(fence, to: end): return true
      case .paragraph where cutParagraph(to: end, &writer): return true
      case .list(let list) where settleItems(last, list, from: base, to: end, &writer):
        return false
      default: break
      }
      if end - start >= Self.largest {
        if case .table = last.kind { return cutBlock(isTable: true) }
        return cutBlock(isTable: false)
      }
    }
    tail = written(live, from: base, &writer)
    return false
  }

  /// Where the source ends but for blanks, which are not shown at a paragraph's end.
  private var shownEnd: Int { source.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0 }

  /// Adds the source from an offset on, which is plain words, to the paragraph that the tail ends in.
  mutating func lengthen(from start: Int) {
    let end = shownEnd
    guard start < end, let last = tail.popLast() else { return }
    let words = SafeText(washed: String(decoding: source[start..<end], as: UTF8.self))
    let lines = Wrap.lines(
      last.spans + [Span(words, .text)], width: measure, first: Line(joint: last.joint))
    linesWrapped += lines.count
    tail += lines
    openEnd = end
  }

  /// A table may cut off the paragraph before it, and both share their first line.
  private static func firstOfLast(_ blocks: ArraySlice<MarkdownNode>) -> Int {
    var first = blocks.endIndex - 1
    while first > blocks.startIndex, blocks[first - 1].startLine == 0 { first -= 1 }
    return first
  }

  /// Whether the block that begins at an offset is surely a new one.
  private func isDecided(from start: Int, to end: Int) -> Bool {
    end - start >= Self.tellingBytes || source[start..<end].contains(0x0A)
  }

  /// Whether the line before an offset is blank.
  private func isBlank(before offset: Int) -> Bool {
    guard offset > 0, source[offset - 1] == 0x0A else { return false }
    return source[..<(offset - 1)].reversed().prefix { $0 != 0x0A }.allSatisfy(
      MarkdownLines.isBlank)
  }

  mutating func settle(_ lines: [Line], upTo offset: Int, leaving place: Place) {
    settled += lines
    settledBytes = offset
    self.place = place
  }
}

extension MarkdownLayout {
  /// Blocks as lines, the first one going on with what is settled.
  func written(
    _ blocks: ArraySlice<MarkdownNode>, from base: Int, _ writer: inout MarkdownWriter
  ) -> [Line] {
    guard let first = blocks.first else { return written(nil, from: base, &writer) }
    var lines = written(first, from: base, &writer)
    for block in blocks.dropFirst() {
      lines.append(Line())
      lines += self.lines(block, from: base, &writer)
    }
    return lines
  }

  private func written(
    _ first: MarkdownNode?, from base: Int, _ writer: inout MarkdownWriter
  ) -> [Line] {
    switch (place, first?.kind) {
    case (.inParagraph(let before), .paragraph?):
      guard let first else { return [] }
      return Wrap.lines(
        before.spans + writer.spans(first, .text), width: measure, first: Line(joint: before.joint))
    case (.inParagraph(let before), nil): return [before]
    case (.inParagraph(let before), _):
      return [before, Line()] + lines(first, from: base, &writer)
    case (.inList(let list), .list?):
      let gap = first.map { writer.source.isBlank(before: $0) } ?? false
      let items = first?.children ?? []
      return (gap ? [Line()] : []) + writer.lines(list, items: items, width: measure)
    case (_, nil): return []
    case (.start, _), (.inBlock, _): return lines(first, from: base, &writer)
    case (.afterBlock, _), (.inList, _), (.inCode, _):
      return [Line()] + lines(first, from: base, &writer)
    }
  }

  /// One top-level block. Fenced code is written from the source, like code that streams.
  private func lines(
    _ block: MarkdownNode?, from base: Int, _ writer: inout MarkdownWriter
  ) -> [Line] {
    guard let block else { return [] }
    guard case .code(let fence?) = block.kind else {
      if case .table = block.kind { return writer.lines(block, width: width) }
      return writer.lines(block, width: measure)
    }
    return codeLines(fence, from: base + writer.source.start(ofLine: block.startLine))
  }

  /// Settles all items of the last list but its last one, whose lines become the tail.
  private mutating func settleItems(
    _ block: MarkdownNode, _ list: MarkdownList, from base: Int, to end: Int,
    _ writer: inout MarkdownWriter
  ) -> Bool {
    let items = block.children
    guard items.count > 1, let last = items.last else { return false }
    let start = base + writer.source.start(ofLine: last.startLine)
    guard isDecided(from: start, to: end) else { return false }
    var list = list
    var lines: [Line] = []
    if case .inList(let before) = place {
      list = before
      if writer.source.isBlank(before: block) { lines = [Line()] }
    } else if case .afterBlock = place {
      lines = [Line()]
    }
    lines += writer.lines(list, items: items.dropLast(), width: measure)
    list.number += items.count - 1
    settle(lines, upTo: start, leaving: .inList(list))
    let gap = writer.source.isBlank(before: last) ? [Line()] : []
    tail = gap + writer.lines(list, items: [last], width: measure)
    return true
  }

  /// Settles the first part of a paragraph that has become too long to be parsed again and again.
  private mutating func cutParagraph(to end: Int, _ writer: inout MarkdownWriter) -> Bool {
    guard let cut = paragraphCut(to: end) else { return false }
    let text = Array(source[settledBytes..<cut])
    bytesParsed += text.count
    let parsed = MarkdownTree.read(text) { blocks -> [Span]? in
      guard blocks.count == 1, case .paragraph = blocks[0].kind else { return nil }
      return writer.spans(blocks[0], .text)
    }
    guard var spans = parsed else { return false }
    var lines: [Line] = []
    var first = Line()
    if case .inParagraph(let before) = place {
      spans = before.spans + spans
      first.joint = before.joint
    } else if case .afterBlock = place {
      lines = [Line()]
    }
    if source[cut - 1] == 0x20 { spans.append(Span(" ", spans.last?.ink ?? .text)) }
    let (full, rest) = Wrap.split(spans, width: measure, first: first)
    linesWrapped += full.count
    settle(lines + full, upTo: cut, leaving: .inParagraph(rest))
    return true
  }

  /// Where nothing is open, else, when the paragraph is as long as it may be, between two words.
  private func paragraphCut(to end: Int) -> Int? {
    let start = settledBytes
    let steps = min(end - start, Self.longest) / Self.long
    guard steps > 0 else { return nil }
    let most = start + steps * Self.long
    if let closed = ParagraphCut.closed(in: start..<most, of: source) { return closed }
    guard end - start >= Self.longest else { return nil }
    return source.withUnsafeBufferPointer { source in
      (start + Self.longest / 2 + 1..<most).last { ParagraphCut.isPlace($0, in: source) }
    } ?? scalarStart(most)
  }

  /// Lays out everything at once, with all link definitions known.
  mutating func layOutWhole() {
    (settled, tail, settledBytes, place, openEnd) = ([], [], 0, .start, nil)
    bytesParsed += source.count
    var writer = MarkdownWriter(
      MarkdownLines(source, followsBlank: false), emoji: emoji, images: images)
    let lines = MarkdownTree.read(source) { written($0[...], from: 0, &writer) }
    linesWrapped += writer.linesWrapped
    settle(lines, upTo: source.count, leaving: .afterBlock)
  }
}
