import Support
import Testing

@testable import App

/// `Version.text` is the one place; what cannot read it says the same.
@Suite("The version")
struct VersionTests {
  @Test("The changelog's newest version is the program's")
  func changelog() throws {
    let headings = Repository.text("CHANGELOG.md").split(separator: "\n").filter {
      $0.hasPrefix("## [")
    }
    #expect(headings.first == "## [Unreleased]")
    #expect(try #require(headings.dropFirst().first).hasPrefix("## [\(Version.text)] - "))
  }

  @Test("What packages say without being told is the same version")
  func packages() {
    #expect(
      Repository.text("packaging/codex-tui.spec").contains(
        "global program_version \(Version.text)}"))
  }

  @Test("No page names a version in a file's name")
  func pages() {
    for page in ["README.md", "README.zh-CN.md", "docs/install.md", "docs/getting-started.md"] {
      let named = Repository.text(page).firstMatch(of: /codex-tui[_-][0-9]+\.[0-9]+\.[0-9]+/)
      #expect(named == nil, "\(page): \(named.map { String($0.output) } ?? "")")
    }
  }
}
