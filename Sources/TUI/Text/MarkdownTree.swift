import CMark
import Synchronization

/// Parses Markdown: CommonMark with GitHub's tables, task lists, strikethrough and bare links.
enum MarkdownTree {
  /// libcmark-gfm 0.29.0.gfm.6 keeps a global table while it parses: one parse at a time.
  private static let parsing = Mutex(())

  /// Gives the top-level blocks of a text, valid only inside `body`.
  static func read<Answer>(_ text: [UInt8], _ body: ([MarkdownNode]) -> Answer) -> Answer {
    guard let document = parse(text) else { return body([]) }
    defer { cmark_node_free(document) }
    return body(MarkdownNode(node: document).children)
  }

  /// A text as HTML that runs nothing and loads nothing, and loses no word: HTML in it stands there as text.
  ///
  /// A picture from elsewhere is a link to it: a page that is read offline must not ask for it.
  static func html(_ text: [UInt8]) -> String {
    guard let document = parse(text) else { return "" }
    defer { cmark_node_free(document) }
    codex_markdown_make_safe(document)
    guard let html = cmark_render_html(document, CMARK_OPT_DEFAULT, nil) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(html) }
    return String(cString: html).withoutNeighbours
  }

  private static func parse(_ text: [UInt8]) -> OpaquePointer? {
    let text = MarkdownSource.protected(text)
    return parsing.withLock { _ in
      text.withUnsafeBytes { bytes in
        codex_markdown_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
      }
    }
  }
}
