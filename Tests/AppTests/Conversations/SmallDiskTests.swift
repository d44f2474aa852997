import Engine
import Foundation
import Simulator
import Support
import TUI
import Testing

@testable import App

#if os(Linux)
  import Glibc

  /// A file system of its own in memory, so small that it can be filled. Mounting one needs an
  /// administrator.
  private struct SmallDisk {
    let path: String

    static let isPossible = (try? SmallDisk()).map { $0.remove() } != nil

    private struct Refused: Error { var code: Int32 }

    init(kilobytes: Int = 600, isReadOnly: Bool = false) throws {
      path = NSTemporaryDirectory() + "codex-tui-disk-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let flags = isReadOnly ? UInt(MS_RDONLY) : 0
      guard mount("tmpfs", path, "tmpfs", flags, "size=\(kilobytes)k") == 0 else {
        let code = errno
        rmdir(path)
        throw Refused(code: code)
      }
    }

    /// Leaves room for nothing.
    func fill() throws {
      let file = try #require(fopen(path + "/filler", "w"))
      defer { fclose(file) }
      let block = [UInt8](repeating: 0, count: 1024)
      while fwrite(block, 1, block.count, file) == block.count, fflush(file) == 0 {}
    }

    func makeRoom() { unlink(path + "/filler") }

    func remove() {
      umount2(path, Int32(MNT_DETACH))
      rmdir(path)
    }
  }

  @ScreenActor
  @Suite(
    "A disk that is full or cannot be written", .limit(minutes: 2), .serialized,
    .enabled(if: SmallDisk.isPossible, "mounting a small file system needs an administrator"))
  struct SmallDiskTests {
    private func harness(_ folder: String) async throws -> Harness {
      var options = SimulatorOptions()
      options.speed = .infinity
      let simulator = Simulator(options)
      let port = try await simulator.start()
      let harness = try await Harness(
        config: Harness.config.replacing("PORT", with: "\(port)"),
        transport: HTTPTransport(environment: [:]), simulator: simulator,
        archive: Archive(folder: folder))
      await harness.engine.beginKeeping()
      return harness
    }

    private func ask(_ harness: Harness, _ prompt: String) async {
      let count = harness.state.session.transcript.count
      harness.type(prompt + "\n")
      await harness.until { $0.session.transcript.settled.count == count + 1 }
      await harness.engine.kept()
      await harness.until { _ in true }
    }

    @Test("Full: the status bar says it, the conversation goes on, room makes good for it")
    func full() async throws {
      let disk = try SmallDisk()
      defer { disk.remove() }
      let harness = try await harness(disk.path + "/state")
      await ask(harness, "one")
      #expect(!harness.picture.contains("NOT KEPT"))
      try disk.fill()
      await ask(harness, "two")
      await ask(harness, "three")
      #expect(harness.picture.contains("NOT KEPT"))
      let turns = harness.state.session.transcript.settled
      #expect(turns.map(\.reply.status) == [.complete, .complete, .complete])
      guard case .failing(let error) = harness.state.session.keeping else {
        Issue.record("\(harness.state.session.keeping)")
        return
      }
      #expect(error.message.contains("disk is full"), "\(error)")
      disk.makeRoom()
      await ask(harness, "four")
      #expect(!harness.picture.contains("NOT KEPT"))
      let id = harness.state.session.conversation.id
      await harness.shutdown()
      let archive = Archive(folder: disk.path + "/state")
      #expect(try await archive.check().isEmpty)
      let kept = try await archive.conversation(id).transcript.settled
      #expect(kept.map(\.prompt.text) == ["one", "two", "three", "four"])
      #expect(
        kept.map(\.reply.text.string)
          == (turns + [harness.state.session.transcript[3]]).map(\.reply.text.string))
      await archive.close()
    }

    @Test("Full from the start, or read-only: it is said and the conversation goes on")
    func unwritable() async throws {
      for isReadOnly in [false, true] {
        let disk = try SmallDisk(kilobytes: 64, isReadOnly: isReadOnly)
        defer { disk.remove() }
        if !isReadOnly { try disk.fill() }
        let harness = try await harness(disk.path + "/state")
        await ask(harness, "one")
        #expect(harness.picture.contains("NOT KEPT"))
        #expect(harness.state.session.transcript.settled.first?.reply.status == .complete)
        await harness.shutdown()
      }
    }
  }
#endif
