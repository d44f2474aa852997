import Foundation
import Testing

/// What CONTRIBUTING.md asks of a commit.
@Suite("Commits")
struct CommitTests {
  /// The rule counts from here on; earlier subjects are history.
  private static let first = "5253b7a"

  @Test("A subject has at most 60 characters, and no full stop")
  func subjects() throws {
    // A tarball has no history, a shallow clone not all of it.
    guard let log = try Self.git("log", "--format=%s", "\(Self.first)..HEAD") else { return }
    for subject in log.split(separator: "\n") where !subject.hasPrefix("Merge ") {
      #expect(subject.count <= 60, "\(subject)")
      #expect(!subject.hasSuffix("."), "\(subject)")
    }
  }

  /// What git prints; `nil` where it fails or is not there.
  private static func git(_ arguments: String...) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", SourceTree.root.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
