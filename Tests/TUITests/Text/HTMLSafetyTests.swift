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
    for tag in ["<script", "<meta", "<iframe", "href=\"javascript:", "<a href=https"] {
      #expect(!Array(page.utf8).contains(Array(tag.utf8)), "\(page)")
    }
  }

  @Test(
    "What runs nothing loses no word either",
    arguments: [
      ("a <b>c</b> d", "<p>a &lt;b&gt;c&lt;/b&gt; d</p>\n"),
      ("<details>x</details>", "<pre><code>&lt;details&gt;x&lt;/details&gt;\n</code></pre>\n"),
      ("[a *b*](javascript:c)", "<p>a <em>b</em> (javascript:c)</p>\n"),
      ("![a](file:///etc/passwd)", "<p>a (file:///etc/passwd)</p>\n"),
      ("[a](//x.example)", "<p>a (//x.example)</p>\n"),
      ("[a](HTTPS://x.example)", "<p><a href=\"HTTPS://x.example\">a</a></p>\n"),
    ])
  func words(_ markdown: String, _ page: String) {
    #expect(MarkdownHTML.html(markdown) == page)
  }
}
