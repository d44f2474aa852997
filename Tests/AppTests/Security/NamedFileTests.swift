import Foundation
import Support
import SystemPackage
import Testing

@testable import App

@Suite("A file that the user names is a file", .limit(minutes: 1))
struct NamedFileTests {
  @Test(
    "Devices and folders are refused at once, a pipe where none is meant",
    arguments: [
      "/dev/zero", "/dev/urandom", "/tmp",
    ])
  func refused(_ path: String) {
    #expect(throws: Errno.self) { try TextFile.read(path) }
    #expect(throws: Errno.self) { try TextFile.read(path, allowsPipe: true) }
  }

  @Test("A pipe without a writer is not waited for, unless pipes are meant")
  func pipe() throws {
    let path = NSTemporaryDirectory() + "codex-tui-fifo-\(UUID().uuidString)"
    defer { unlink(path) }
    try #require(mkfifo(path, 0o600) == 0)
    #expect(throws: Errno.self) { try TextFile.read(path) }
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

  @Test("A pipe that nothing reads is refused for writing, and one that is read gets all of it")
  func writing() async throws {
    let path = NSTemporaryDirectory() + "codex-tui-fifo-\(UUID().uuidString)"
    defer { unlink(path) }
    try #require(mkfifo(path, 0o600) == 0)
    let refusal = #expect(throws: Failure.self) { try RecordingFile(path: path) }
    #expect(refusal?.message.contains("a pipe that nothing reads") == true)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let file = try RecordingFile(path: path)
    file.write("one\n")
    var bytes = [UInt8](repeating: 0, count: 8)
    #expect(read(reader, &bytes, 8) == 4)
    #expect(file.complaint == nil)
  }

  @Test("A recording whose place takes no more ends, and says so")
  func full() throws {
    let file = try RecordingFile(path: "/dev/full")
    file.write("one\n")
    file.write("two\n")
    #expect(file.complaint == "the recording /dev/full ends early: No space left on device")
  }

  @Test("The device that holds nothing is an empty file")
  func nothing() throws {
    #expect(try TextFile.read("/dev/null") == [])
  }
}
