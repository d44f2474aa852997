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

  @Test("Where pipes are meant, a writer that comes later is waited for")
  func lateWriter() async throws {
    let path = NSTemporaryDirectory() + "codex-tui-fifo-\(UUID().uuidString)"
    defer { unlink(path) }
    try #require(mkfifo(path, 0o600) == 0)
    let read = Task.detached { try TextFile.read(path, allowsPipe: true) }
    // Opening for writing waits for the reader in its turn.
    await Task.detached {
      let descriptor = open(path, O_WRONLY)
      _ = write(descriptor, "hello", 5)
      close(descriptor)
    }.value
    #expect(try await read.value == Array("hello".utf8))
  }

  @Test("The device that holds nothing is an empty file")
  func nothing() throws {
    #expect(try TextFile.read("/dev/null") == [])
  }
}
