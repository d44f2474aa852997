import Foundation
import Support
import Testing

@testable import Engine

/// The manual and the code name the same keys, both ways.
@Suite("The reference of settings")
struct SettingReferenceTests {
  private func documented(_ table: String) -> Set<String> {
    Set(SettingReference.all.filter { $0.table == table }.map(\.key))
  }

  private func read(_ body: (inout TableReader) -> Void) -> Set<String> {
    var reader = TableReader(.table(at: .builtIn), name: "x")
    body(&reader)
    return reader.known
  }

  @Test("Every key of a profile that is read is documented, and the other way round")
  func profiles() {
    var profile = Profile(name: "", providerID: "", model: "")
    #expect(read { profile.read(&$0) } == documented("profiles.NAME"))
    #expect(documented("profiles.NAME") == KnownKeys.profile)
  }

  @Test("The same for providers, the screen and the top of a file")
  func others() {
    var provider = Provider(id: "x", name: "", baseURL: "")
    #expect(read { provider.read(&$0) } == documented("model_providers.NAME"))
    var screen = ScreenSettings()
    #expect(read { screen.read(&$0) } == documented("tui"))
    let tables: Set = ["history", "model_providers", "profiles", "tui"]
    #expect(documented("").union(tables) == KnownKeys.top)
    #expect(documented("history") == ["persistence"])
    #expect(
      documented("model_providers.NAME.auth") == [
        "command", "args", "timeout_ms", "refresh_interval_ms", "cwd",
      ])
  }

  @Test("Every table has its sentence, and every usual value is TOML")
  func shape() throws {
    #expect(Set(SettingReference.all.map(\.table)) == Set(SettingReference.tables.map(\.name)))
    for setting in SettingReference.all {
      guard let usual = setting.usual else { continue }
      _ = try TOMLValue.parse("\(setting.key) = \(usual)", source: setting.key)
    }
  }

  @Test("docs/configuration.md lists exactly these keys")
  func document() {
    var lines: [String] = []
    for table in SettingReference.tables {
      lines += [
        "", "### \(table.name.isEmpty ? "Top of the file" : "`[\(table.name)]`")", "",
        table.meaning, "",
      ]
      lines += ["| key | value | usually | meaning |", "|---|---|---|---|"]
      for setting in SettingReference.all where setting.table == table.name {
        let usual = setting.usual.map { "`\($0)`" } ?? ""
        lines.append("| `\(setting.key)` | \(setting.kind) | \(usual) | \(setting.meaning) |")
      }
    }
    let path = "docs/configuration.md"
    let text = Repository.text(path)
    let marks = ["<!-- keys: written by make docs -->", "<!-- end of keys -->"]
    let parts = text.components(separatedBy: marks[0])
    let rest = parts.last?.components(separatedBy: marks[1]) ?? []
    guard parts.count == 2, rest.count == 2 else {
      Issue.record("\(path) has no place for the keys")
      return
    }
    let table = lines.joined(separator: "\n") + "\n\n"
    expectFile(path, holds: parts[0] + marks[0] + "\n" + table + marks[1] + rest[1])
  }
}
