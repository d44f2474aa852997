import CMark

/// One block or inline of a `MarkdownTree`, valid while the tree lives.
struct MarkdownNode {
  enum Kind {
    case paragraph, heading(level: Int), quote, rule, html
    case list(MarkdownList), item, task(isDone: Bool)
    /// `fence` is `nil` for code by indentation.
    case code(MarkdownFence?)
    case table, tableRow, tableCell
    case text, softBreak, lineBreak, inlineCode, inlineHTML
    case emphasis, strong, strikethrough, link, image
    case other
  }

  let node: OpaquePointer

  var kind: Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_HTML_BLOCK: .html
    case CMARK_NODE_LIST: .list(MarkdownList(self))
    case CMARK_NODE_CODE_BLOCK: .code(MarkdownFence(self))
    default: extensionKind ?? inlineKind
    }
  }

  private var extensionKind: Kind? {
    switch codex_markdown_kind_of(node) {
    case CODEX_MARKDOWN_TABLE: .table
    case CODEX_MARKDOWN_TABLE_ROW: .tableRow
    case CODEX_MARKDOWN_TABLE_CELL: .tableCell
    case CODEX_MARKDOWN_STRIKETHROUGH: .strikethrough
    case CODEX_MARKDOWN_TASK:
      .task(isDone: cmark_gfm_extensions_get_tasklist_item_checked(node))
    default: nil
    }
  }

  private var inlineKind: Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .inlineCode
    case CMARK_NODE_HTML_INLINE: .inlineHTML
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    default: .other
    }
  }

  /// From 1, within what was parsed; 0 for a paragraph that a table cut off from its own lines.
  var startLine: Int { Int(cmark_node_get_start_line(node)) }

  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      children.append(MarkdownNode(node: child))
      next = cmark_node_next(child)
    }
    return children
  }

  /// The words that follow a node, in it or in its next neighbours.
  var nextText: String {
    var next = cmark_node_next(node)
    while let found = next {
      if let literal = cmark_node_get_literal(found) { return String(cString: literal) }
      next = cmark_node_first_child(found) ?? cmark_node_next(found)
    }
    return ""
  }

  var literal: String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }
  var url: String { cmark_node_get_url(node).map { String(cString: $0) } ?? "" }

  /// Visits a subtree without recursion, so that no depth of nesting can exhaust the stack.
  func walk(_ visit: (MarkdownNode, _ isEntering: Bool) -> Void) {
    guard let iterator = cmark_iter_new(node) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      visit(MarkdownNode(node: node), event == CMARK_EVENT_ENTER)
    }
  }

  /// How a table's columns are set.
  var alignments: [MarkdownTable.Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    guard let letters = cmark_gfm_extensions_get_table_alignments(node) else { return [] }
    return (0..<count).map { MarkdownTable.Alignment(letter: letters[$0]) }
  }
}

/// How the items of a list are marked.
struct MarkdownList: Equatable, Sendable {
  var isOrdered: Bool
  /// Of the next item, in an ordered list.
  var number: Int
  /// `.` or `)`
  var delimiter: String

  init(_ node: MarkdownNode) {
    isOrdered = cmark_node_get_list_type(node.node) == CMARK_ORDERED_LIST
    number = Int(cmark_node_get_list_start(node.node))
    delimiter = cmark_node_get_list_delim(node.node) == CMARK_PAREN_DELIM ? ")" : "."
  }
}

/// What opened a fenced code block, and so what closes it.
struct MarkdownFence: Equatable, Sendable {
  var character: UInt8
  var length: Int
  /// Blanks before the fence, which are taken off every line.
  var indent: Int
  var info: String

  init?(_ node: MarkdownNode) {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    guard cmark_node_get_fenced(node.node, &length, &offset, &character) != 0 else { return nil }
    self.character = UInt8(bitPattern: character)
    self.length = Int(length)
    indent = Int(offset)
    info = cmark_node_get_fence_info(node.node).map { String(cString: $0) } ?? ""
  }

  /// Up to three blanks, at least as many fence characters as opened it, then only blanks.
  func isClosed(by line: some Sequence<UInt8>) -> Bool {
    guard let run = Self.run(of: character, in: line) else { return false }
    return run >= length
  }

  /// Whether a line that is still being written may become the closing fence.
  func mayBeClosed(by line: some Sequence<UInt8>) -> Bool {
    Self.run(of: character, in: line) != nil
  }

  /// How many fence characters are all there is on a line.
  private static func run(of character: UInt8, in line: some Sequence<UInt8>) -> Int? {
    var blanks = 0
    var run = 0
    var isAfter = false
    for byte in line {
      if byte == character, !isAfter {
        run += 1
      } else if byte == 0x20 || byte == 0x09 && run > 0 {
        if run == 0 { blanks += 1 } else { isAfter = true }
      } else {
        return nil
      }
    }
    return blanks <= 3 && run > 0 ? run : nil
  }
}
