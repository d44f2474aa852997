import Foundation
import Support
import Testing

@Suite("The promises of docs/reliability.md")
struct ReliabilityTests {
  @Test("Every test that is named exists")
  func tests() throws {
    let text = Repository.text("docs/reliability.md")
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("Test") }
    let named = Set(rows.flatMap { $0.matches(of: /`(\w+Tests)`/).map { String($0.output.1) } })
    #expect(named.count >= 10)
    let folder = Repository.root.appending(path: "Tests")
    let files = try #require(FileManager.default.enumerator(atPath: folder.path))
    let sources = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
      .map { Repository.text("Tests/\($0)") }
    for name in named.sorted() {
      #expect(sources.contains { $0.contains("struct \(name)") }, "\(name)")
    }
  }
}
