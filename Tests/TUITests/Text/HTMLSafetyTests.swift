import Support
import Testing

@testable import TUI

@Suite("Text in a page is text")
struct HTMLSafetyTests {
  @Test("No scalar that a browser reads as markup gets through", arguments: HostileText.forPages)
  func escaped(_ text: String) {
    let escaped = MarkdownHTML.escaped(text)
    let marks: [Unicode.Scalar] = ["<", ">", "\"", "'"]
    #expect(!escaped.unicodeScalars.contains { marks.contains($0) }, "\(escaped)")
  }

  @Test(
    "A model's Markdown brings no element that runs, loads or leads elsewhere by itself",
    arguments: HostileText.forPages)
  func markdown(_ text: String) {
    let page = MarkdownHTML.html("a " + text + "\n\n" + text).lowercased()
    for tag in ["<script", "<meta", "<iframe", "javascript:", "<a href=https"] {
      #expect(!page.unicodeScalars.split(separator: "\u{0}").isEmpty)
      #expect(!Array(page.utf8).contains(Array(tag.utf8)), "\(page)")
    }
  }
}
