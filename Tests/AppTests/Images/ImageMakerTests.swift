import Engine
import Foundation
import TUI
import Testing

@testable import App

@Suite("Images for the terminal")
struct ImageMakerTests {
  /// Two by two red pixels.
  fileprivate static let png =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U"
    + "1AAAAABJRU5ErkJggg=="
  /// The same as a JPEG.
  private static let jpeg =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtq"
    + "eJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSk"
    + "pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAACAAIDASIAAhEBAxEB/8QA"
    + "FQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAA"
    + "AAAABAb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCAANSP/9k="

  private static let environment = Environment.current
  /// libsixel's programs, which `scripts/install-dependencies test` brings.
  private static let hasPrograms =
    SearchPath.program(ImageMaker.encoder, environment) != nil

  private func order(
    _ type: String, _ base64: String, _ form: ImageProtocol
  ) throws -> TerminalImages.Order {
    let image = try #require(Image(url: "data:image/\(type);base64,\(base64)"))
    #expect((image.width, image.height) == (2, 2))
    return TerminalImages.Order(
      number: ImageTable.number(of: image), form: form, width: 30, height: 40)
  }

  @Test("A terminal that takes the file is given the file")
  func whole() async throws {
    let kitty = try order("png", Self.png, .kitty)
    #expect(await ImageMaker.content(of: kitty, [:]) == .kitty(png: Substring(Self.png), height: 2))
    let iterm = try order("jpeg", Self.jpeg, .iterm2)
    #expect(await ImageMaker.content(of: iterm, [:]) == .file(base64: Substring(Self.jpeg)))
  }

  @Test("libsixel makes sixels of the asked size, and PNG of what kitty does not read")
  func made() async throws {
    try #require(Self.hasPrograms, "scripts/install-dependencies test")
    for (type, base64) in [("png", Self.png), ("jpeg", Self.jpeg)] {
      let content = await ImageMaker.content(of: try order(type, base64, .sixel), Self.environment)
      guard case .sixel(let sixel) = content else {
        Issue.record("\(type): no sixels")
        continue
      }
      // DECGRA: the ratio of a pixel's sides, the width, the height.
      #expect(sixel.hasPrefix("\u{1b}P") && sixel.contains("\"1;1;30;40"))
      #expect(sixel.hasSuffix("\u{1b}\\"))
    }
    let content = await ImageMaker.content(
      of: try order("jpeg", Self.jpeg, .kitty), Self.environment)
    guard case .kitty(let made, 40) = content else {
      Issue.record("no PNG")
      return
    }
    let header = ImageHeader(try #require(Base64.decode(made)))
    #expect(header?.format == .png && header?.width == 30 && header?.height == 40)
  }

  @Test("Where the programs are missing or the file is broken, there is no image and no failure")
  func impossible() async throws {
    #expect(!ImageMaker.canMake(.sixel, ["PATH": "/nowhere"]))
    #expect(ImageMaker.canMake(.kitty, ["PATH": "/nowhere"]))
    for form in [ImageProtocol.sixel, .kitty] {
      let order = try order("jpeg", Self.jpeg, form)
      #expect(await ImageMaker.content(of: order, ["PATH": "/nowhere"]) == nil)
    }
    for text in ["", "\u{1b}P", "\u{1b}Pq\u{1b}]52;c;eA==\u{7}\u{1b}\\", "\u{1b}Pq#0~", "text"] {
      #expect(!ImageMaker.isSixel(Array(text.utf8)))
    }
    #expect(ImageMaker.isSixel(Array("\u{1b}Pq#0~-\n\u{1b}\\".utf8)))
    // The header is right, the rest is not there.
    let cut = String(Self.png.prefix(48))
    #expect(await ImageMaker.content(of: try order("png", cut, .sixel), Self.environment) == nil)
  }
}

@Suite("Images that answers link")
struct LinkedImageTests {
  @Test(
    "Addresses as paths",
    arguments: [
      ("a.png", "a.png"), ("out/a%20b.png", "out/a b.png"),
      ("file:///tmp/%C3%A9.png", "/tmp/é.png"),
      ("100%.png", "100%.png"), ("a%2", "a%2"), ("a%zz", "a%zz"),
    ])
  func paths(address: String, path: String) {
    #expect(LinkedImageReader.path(of: address) == path)
  }

  @Test(
    "Files that are images are read; a pipe is not waited for, a text is none, data needs no file")
  func read() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-images-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let png = ImageMakerTests.png
    _ = FileManager.default.createFile(
      atPath: folder + "/a b.png", contents: Data(base64Encoded: png))
    _ = FileManager.default.createFile(atPath: folder + "/text.png", contents: Data("none".utf8))
    #expect(mkfifo(folder + "/pipe.png", 0o600) == 0)
    let data = "data:image/png;base64," + png
    let found = await LinkedImageReader.read([
      folder + "/a%20b.png", folder + "/text.png", folder + "/pipe.png", folder + "/gone.png",
      folder, data,
    ])
    #expect(Set(found.keys) == [folder + "/a%20b.png", data])
    #expect(found[data]?.url == data && found[data]?.width == 2)
  }
}
