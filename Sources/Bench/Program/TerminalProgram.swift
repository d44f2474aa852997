import Foundation

/// A program on a pseudo-terminal of 200×50, and an emulator that reads it.
final class TerminalProgram {
  let pid: pid_t
  let emulator: Emulator
  private let terminal: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// Bytes so far, and how often they came after a pause of at least 4 ms: pictures, in effect.
  private(set) var bytes = 0
  private(set) var pictures = 0
  private var lastRead: UInt64 = 0
  /// When the process was started, and when it wrote first.
  let started: UInt64
  private(set) var firstBytes: UInt64?
  private(set) var hasEnded = false

  init(_ command: [String], environment: [String: String]) throws {
    guard let emulator = Emulator() else { throw Spawn.Failure(description: "no libvterm") }
    self.emulator = emulator
    var (outer, inner): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(
      ws_row: UInt16(Emulator.rows), ws_col: UInt16(Emulator.columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&outer, &inner, &name, nil, &size) == 0 else {
      throw Spawn.Failure(description: "no pseudo-terminal")
    }
    _ = fcntl(outer, F_SETFD, FD_CLOEXEC)
    _ = fcntl(inner, F_SETFD, FD_CLOEXEC)
    terminal = outer
    started = Clock.now
    pid = try Spawn.start(command, environment: environment, inNewSession: true) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    close(inner)
  }

  /// Reads until a condition holds after some bytes, or time runs out.
  ///
  /// - Returns: when the bytes came after which it held.
  @discardableResult
  func read(seconds: Double, until condition: (UInt64) -> Bool = { _ in false }) -> UInt64? {
    let end = Clock.now + UInt64(seconds * 1e9)
    while !hasEnded, case let now = Clock.now, now < end {
      var poll = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard Foundation.poll(&poll, 1, Int32(min(1000, (end - now) / 1_000_000 + 1))) > 0 else {
        continue
      }
      let count = Foundation.read(terminal, &buffer, buffer.count)
      let moment = Clock.now
      guard count > 0 else {
        hasEnded = true
        return nil
      }
      record(count, at: moment)
      let answer = buffer.withUnsafeBytes {
        emulator.feed(UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
      }
      if !answer.isEmpty { _ = Foundation.write(terminal, answer, answer.count) }
      // Half a picture shows words that never were.
      if !hasMore, condition(moment) { return moment }
    }
    return nil
  }

  private var hasMore: Bool {
    var poll = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    return Foundation.poll(&poll, 1, 0) > 0
  }

  private func record(_ count: Int, at moment: UInt64) {
    if firstBytes == nil { firstBytes = moment }
    if moment - lastRead > 4_000_000 { pictures += 1 }
    lastRead = moment
    bytes += count
  }

  func type(_ text: String) { _ = Foundation.write(terminal, text, text.utf8.count) }

  var figures: ProcessFigures { ProcessFigures(tree: pid) }

  /// Ends the program politely, then surely.
  func stop() {
    kill(pid, SIGTERM)
    read(seconds: 2)
    kill(pid, SIGKILL)
    close(terminal)
    _ = Spawn.wait(pid)
  }
}
