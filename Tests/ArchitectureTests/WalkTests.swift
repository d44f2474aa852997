import Foundation
import Testing

/// The two walks of docs/architecture.md: every stop is there, and there are few.
@Suite("Walks")
struct WalkTests {
  @Test(
    "Each stop of a walk is a function in the file it names",
    arguments: [("**A key**", 14), ("**A delta**", 20)])
  func walk(_ title: String, _ most: Int) throws {
    let page = try String(
      contentsOf: SourceTree.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    let start = try #require(page.range(of: title))
    let lines = page[start.upperBound...].split(separator: "\n").dropFirst()
    let stops = lines.prefix { $0.first?.isNumber == true }
      .compactMap { $0.firstMatch(of: /^\d+\. `([^`]+)` `([^`]+)`/)?.output }
    #expect(stops.count > 10 && stops.count <= most)
    let files = SourceTree.files("Sources")
    for (line, name, function) in stops {
      let file = try #require(files.first { $0.path.hasSuffix("/\(name)") }, "\(line)")
      #expect(file.code.contains("func \(function)("), "\(line)")
    }
  }
}
