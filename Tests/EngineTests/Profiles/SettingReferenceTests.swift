import Foundation
import Support
import Testing

@testable import Engine

/// One table of settings: reading, the manual and the unknown keys come from it.
@Suite("The table of settings")
struct SettingReferenceTests {
  private func read<Root>(_ table: SettingTable<Root>, into root: Root) -> Set<String> {
    var reader = TableReader(.table(at: .builtIn), name: "x")
    var root = root
    table.read(into: &root, &reader)
    return reader.known
  }

  @Test("A table that is made while Chinese is spoken is English like the others")
  func language() {
    let made = Language.$drawn.withValue(.chinese) {
      let settings: [Setting<Sampling>] = Sampling.settings { $0[$1] = $2 }
      return settings.flatMap { [$0.kind, $0.meaning] }
    }
    let english = Language.$drawn.withValue(.english) {
      Sampling.Name.allCases.flatMap { [$0.range, $0.meaning] }
    }
    #expect(made == english)
  }

  @Test("Each setting reads the key that the manual names, and no other")
  func keys() {
    let profile = Profile(name: "", providerID: "", model: "")
    #expect(read(Profile.table, into: profile) == Profile.table.keys)
    #expect(
      read(Provider.table, into: Provider(id: "x", name: "", baseURL: "")) == Provider.table.keys)
    #expect(
      read(Provider.TokenCommand.table, into: .init(command: ""))
        == Provider.TokenCommand.table.keys)
    #expect(read(ScreenSettings.table, into: ScreenSettings()) == ScreenSettings.table.keys)
    #expect(read(TopSettings.table, into: TopSettings()) == TopSettings.table.keys)
    #expect(read(TopSettings.history, into: TopSettings()) == TopSettings.history.keys)
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
