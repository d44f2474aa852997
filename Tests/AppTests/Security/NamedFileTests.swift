import Foundation
import Testing

@testable import App

@Suite("A file that somebody names is a file", .timeLimit(.minutes(1)))
struct NamedFileTests {
  @Test(
    "Devices and folders are refused at once, a pipe where none is meant",
    arguments: [
      "/dev/zero", "/dev/urandom", "/tmp",
    ])
  func refused(_ path: String) {
    #expect(throws: SystemFailure.self) { try TextFile.read(path) }
    #expect(throws: SystemFailure.self) { try TextFile.read(path, allowsPipe: true) }
  }

  @Test("A pipe that nobody writes to is not waited for, unless pipes are meant")
  func pipe() throws {
    let path = NSTemporaryDirectory() + "codex-tui-fifo-\(UUID().uuidString)"
    defer { unlink(path) }
    try #require(mkfifo(path, 0o600) == 0)
    #expect(throws: SystemFailure.self) { try TextFile.read(path) }
  }

  @Test("The device that holds nothing is an empty file")
  func nothing() throws {
    #expect(try TextFile.read("/dev/null") == [])
  }
}
