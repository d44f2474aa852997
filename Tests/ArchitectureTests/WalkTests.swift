import Foundation
import Testing

/// What docs/architecture.md and docs/decisions.md claim of the code: every stop of a walk is there, and what was
/// replaced says so.
@Suite("Documents")
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

  @Test("Decisions are numbered one after the other, and what replaces one comes after it")
  func decisions() throws {
    let page = try String(
      contentsOf: SourceTree.root.appending(path: "docs/decisions.md"), encoding: .utf8)
    let parts = page.split(separator: /\n(?=[0-9]+\. )/).dropFirst()
    let numbers = parts.compactMap { Int($0.prefix { $0.isNumber }) }
    #expect(numbers == Array(1...max(1, numbers.count)) && numbers.count > 90)
    for (number, part) in zip(numbers, parts) {
      for match in part.matches(of: /Superseded by ([0-9]+)(?: and ([0-9]+))?/) {
        let later = [match.1, match.2 ?? match.1].compactMap { Int($0) }
        #expect(later.allSatisfy { $0 > number && $0 <= numbers.count }, "decision \(number)")
      }
    }
  }

  @Test("A package that is gone is named only where it says that it is gone")
  func packages() throws {
    let manifest = try String(
      contentsOf: SourceTree.root.appending(path: "Package.swift"), encoding: .utf8)
    let gone = ["async-http-client", "GRDB", "nio-ssl"].filter { !manifest.contains($0) }
    #expect(gone.count == 3)
    for name in gone {
      for file in SourceTree.files("Sources") {
        #expect(
          !file.imports.contains { $0.lowercased() == name.replacing("-", with: "").lowercased() })
      }
    }
  }
}
