/// The words of a paragraph, heading or table cell, with their inks.
struct MarkdownInline {
  private let base: Ink
  private var raw = Line()
  private var emphasis = 0
  private var strong = 0
  private var strikethrough = 0
  /// Links and images that are open.
  private var links = 0
  /// What the outermost of them says.
  private var linkText = ""
  /// Where it leads; its number in `LinkTable`.
  private var linkNumber: UInt16 = 0

  /// Washed spans; a line break is `\n`.
  static func spans(_ node: MarkdownNode, _ ink: Ink, emoji: Sanitizer.Emoji) -> [Span] {
    var inline = MarkdownInline(base: ink)
    node.walk { inline.visit($0, isEntering: $1) }
    return inline.raw.spans.flatMap { Sanitizer.spans($0.text, $0.ink, emoji: emoji) }
  }

  private init(base: Ink) {
    self.base = base
  }

  private var ink: Ink {
    var ink = base
    if ink.role == .text {
      if strong > 0 { ink.role = .strong } else if emphasis > 0 { ink.role = .emphasis }
    }
    if emphasis > 0 { ink.attributes.insert(.italic) }
    if strong > 0 { ink.attributes.insert(.bold) }
    if strikethrough > 0 { ink.attributes.insert(.strikethrough) }
    if links > 0 {
      ink.role = .link
      ink.attributes.insert(.underline)
      ink.link = linkNumber
    }
    return ink
  }

  private mutating func visit(_ node: MarkdownNode, isEntering: Bool) {
    let step = isEntering ? 1 : -1
    switch node.kind {
    case .text: add(node.literal.withoutNeighbours, ink)
    case .softBreak: add(isMeant(node) ? "\n" : " ", ink)
    case .lineBreak: add("\n", ink)
    case .inlineCode:
      var code = ink
      code.role = .inlineCode
      add(node.literal, code)
    case .inlineHTML: addHTML(node.literal)
    case .emphasis: emphasis += step
    case .strong: strong += step
    case .strikethrough: strikethrough += step
    case .link, .image: visitLink(node, isEntering: isEntering)
    case .paragraph, .heading, .code, .html: visitBlock(node, isEntering: isEntering)
    case .quote, .rule, .list, .item, .task, .table, .tableRow, .tableCell, .other: break
    }
  }

  /// Blocks that are nested too deep to be laid out follow each other as lines.
  private mutating func visitBlock(_ node: MarkdownNode, isEntering: Bool) {
    guard isEntering else { return }
    if !raw.spans.isEmpty { add("\n", ink) }
    add(node.literal, Ink(.code))
  }

  /// Columns up to which a line was broken because it was meant to end: an address, a poem, a log. What
  /// goes on beyond was broken for an editor.
  private static let shortLine = 60
  /// Bytes of a line that are looked at: more than `shortLine` columns of any script.
  private static let lineEnd = 4096

  /// Whether the next word would have found room in a short line.
  private func isMeant(_ softBreak: MarkdownNode) -> Bool {
    let line = lastLine
    // Of ASCII no table is asked.
    let next = softBreak.nextText.unicodeScalars.prefix {
      $0.isASCII ? $0.value > 0x20 : !$0.properties.isWhitespace
    }
    // Glyphs of many scalars are counted no further than it matters.
    let end = line.utf8.count <= 200 ? line : String(line.suffix(200))
    return Glyph.width(of: end) + Glyph.width(of: String(Substring(next))) < Self.shortLine
  }

  /// What stands behind the last break, of a long line its end. Costs that alone, however much was written before.
  private var lastLine: String {
    var line = ""
    for text in raw.spans.lazy.reversed().map(\.text) {
      guard let end = text.utf8.lastIndex(of: UInt8(ascii: "\n")) else {
        line = text + line
        if line.utf8.count > Self.lineEnd { break }
        continue
      }
      return text[text.utf8.index(after: end)...] + line
    }
    return line
  }

  private mutating func add(_ text: String, _ ink: Ink) {
    // Blanks after a `<br>` would indent the line.
    let startsLine = raw.spans.last?.text.hasSuffix("\n") ?? false
    let text = startsLine ? text.droppingBlanks(text.utf8.count) : text
    raw.append(Span(SafeText(washed: text), ink))
    if links > 0 { linkText += text }
  }

  /// Table cells are broken by `<br>`; other tags are shown as they are.
  private mutating func addHTML(_ tag: String) {
    let isBreak = ["<br>", "<br/>", "<br />"].contains(tag.lowercased())
    isBreak ? add("\n", ink) : add(tag, Ink(.faint))
  }

  /// `text (URL)`; the text alone when it is the URL; an image is `[image: text] (URL)`.
  private mutating func visitLink(_ node: MarkdownNode, isEntering: Bool) {
    var isImage = false
    if case .image = node.kind { isImage = true }
    if isEntering {
      if links == 0 {
        linkText = ""
        linkNumber = LinkTable.number(of: node.url)
      }
      links += 1
      if isImage { add("[image: ", ink) }
      return
    }
    if isImage { add("]", ink) }
    links -= 1
    let url = node.url
    let said = ["", "mailto:", "http://", "https://"].contains { $0 + linkText == url }
    if links == 0, !url.isEmpty, !said {
      var faint = Ink(.faint)
      faint.link = linkNumber
      add(" (", Ink(.faint))
      add(url, faint)
      add(")", Ink(.faint))
    }
  }
}
