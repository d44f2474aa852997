import Support
import Testing

@testable import TUI

@Suite("Markdown as pictures")
struct MarkdownPictureTests {
  @Test(
    "Every fixture at three widths", arguments: MarkdownStreamTests.fixtures.keys.sorted(),
    [24, 60, 100])
  func fixtures(name: String, width: Int) throws {
    let text = try #require(MarkdownStreamTests.fixtures[name])
    let layout = MarkdownStreamTests.layout([text], width: width)
    expectScreen(layout.lines, width: width, named: "markdown-\(name)-\(width)")
  }
}
