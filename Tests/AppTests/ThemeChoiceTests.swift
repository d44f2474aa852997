import Foundation
import TUI
import Testing

@testable import App

@Suite("The theme of the configuration")
struct ThemeChoiceTests {
  private let folder = NSTemporaryDirectory() + "codex-tui-theme-\(UUID().uuidString)"

  private func file(_ text: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/mine.toml", atomically: true, encoding: .utf8)
    return folder + "/mine.toml"
  }

  @Test("One at a path is worn, also when the shelf knows another of its name")
  func path() throws {
    let path = try file("name = \"nord\"\n[styles]\ntext = \"#010203\"")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var (shelf, complaint) = ThemeChoice.shelf(wish: path, environment: [:])
    #expect(complaint == nil)
    shelf.put(ThemeChoice.all(environment: [:]))
    #expect(shelf.themes.contains { $0.name == "nord" })
    #expect(shelf.active.style(.text).foreground == .rgb(1, 2, 3))
  }

  @Test("A mistake in one is said with its place, under the default theme")
  func mistake() throws {
    let path = try file("name = \"mine\"\n[styles]\ntxt = 1")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (shelf, complaint) = ThemeChoice.shelf(wish: path, environment: [:])
    #expect(complaint == "theme \(path):3:1: there is no role \"txt\"")
    #expect(shelf.active == .standard)
  }

  @Test("A pipe without a writer is no theme, and not waited for")
  func pipe() throws {
    let path = try file("")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try #require(mkfifo(path + ".pipe", 0o600) == 0)
    let (_, complaint) = ThemeChoice.shelf(wish: path + ".pipe", environment: [:])
    #expect(complaint == "theme \(path).pipe:1:1: the theme has no name")
  }
}
