import Foundation
import Support
import Testing

@testable import TUI

extension TwoScreensTests {
  /// Every picture a test keeps, of every size, sent through ncurses to an emulated terminal.
  @Suite("Every golden picture arrives")
  @ScreenActor
  struct GoldenPicturesTests {
    @Test("The terminal shows what the file shows")
    func arrive() throws {
      let files = try Self.files()
      #expect(files.count >= 40)
      #expect(files.contains { $0.lastPathComponent.hasPrefix("wide-") })
      for (size, pictures) in Dictionary(grouping: try files.map(Self.picture), by: \.surface.size)
      {
        try withScreen(size: size) { screen, pseudo in
          let emulator = EmulatedTerminal(size)
          for frame in pictures {
            screen.present(frame)
            emulator.feed(pseudo.output())
            expectSame(frame, emulator)
            if let cursor = frame.cursor { #expect(emulator.cursor == cursor) }
          }
        }
      }
    }

    /// All `.screen` files of the program's and the panes' pictures. Those of the flows have no inks.
    private static func files() throws -> [URL] {
      let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL
      let walker = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
      return (walker?.compactMap { $0 as? URL } ?? []).filter {
        $0.pathExtension == "screen"
          && !["Flows", "FirstMinute"].contains($0.deletingLastPathComponent().lastPathComponent)
      }
      .sorted { $0.path < $1.path }
    }

    private static func picture(_ file: URL) throws -> Frame {
      try #require(
        Frame(screenText: String(contentsOf: file, encoding: .utf8)), "\(file.lastPathComponent)")
    }
  }
}
