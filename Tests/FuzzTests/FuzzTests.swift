import Foundation
import Support
import Testing

/// Every seed and every past finding, by every check of `make fuzz`.
@Suite("What the fuzzer tries", .ownThread)
struct FuzzTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let fixtures = folder.deletingLastPathComponent().appending(path: "EngineTests/Fixtures")

  private static func files(_ folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
  }

  @Test("Every seed passes", arguments: FuzzTarget.all)
  func seeds(_ target: FuzzTarget) throws {
    let own = Self.folder.appending(path: "Seeds/\(target.name)")
    let kept = FileManager.default.fileExists(atPath: own.path) ? try Self.files(own) : []
    let recorded = try Self.files(Self.fixtures).filter { file in
      target.seeds.contains { file.path.hasSuffix($0) }
    }
    #expect(!kept.isEmpty || !recorded.isEmpty)
    for file in kept + recorded {
      // As much as the fuzzer itself would take.
      let bytes = [UInt8](try Data(contentsOf: file).prefix(target.longest))
      #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.check(bytes) }
    }
  }

  @Test("Nothing, and every byte alone", arguments: FuzzTarget.all)
  func smallest(_ target: FuzzTarget) throws {
    #expect(throws: Never.self) { try target.check([]) }
    for byte in UInt8.min...UInt8.max {
      #expect(throws: Never.self, "\(byte)") { try target.check([byte]) }
    }
  }
}
