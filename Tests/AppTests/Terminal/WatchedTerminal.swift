import Foundation
import Support
import TUI

/// The far end of a pseudo-terminal: a thread that reads it, and an emulator that shows it.
final class WatchedTerminal: @unchecked Sendable {
  /// Seconds that a loaded machine may take.
  static let patience: Int32 = 100

  private let condition = NSCondition()
  private let outer: Int32
  /// `f` in this pipe halts the reading; another byte ends it, which closes the terminal.
  private let (ear, bell): (Int32, Int32)
  private let emulator: EmulatedTerminal
  private var bytes: [UInt8] = []
  private var isOver = false
  private var isFrozen = false

  init(_ outer: Int32, _ size: Size) {
    self.outer = outer
    emulator = EmulatedTerminal(size)
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (ear, bell) = (ends[0], ends[1])
    Thread.detachNewThread { self.read() }
  }

  deinit { for end in [ear, bell] { Foundation.close(end) } }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      var polls = [ear, outer].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polls, isFrozen ? 1 : 2, -1) > 0 else { break }
      if polls[0].revents != 0 {
        guard Foundation.read(ear, &buffer, 1) == 1, buffer[0] == UInt8(ascii: "f") else { break }
        condition.withLock {
          isFrozen = true
          condition.broadcast()
        }
        continue
      }
      let count = Foundation.read(outer, &buffer, buffer.count)
      guard count > 0 else { break }
      condition.withLock {
        bytes += buffer[..<count]
        emulator.feed(Array(buffer[..<count]))
        condition.broadcast()
      }
    }
    condition.withLock {
      isOver = true
      // Here and under the lock: a number closed under a writer may be another file by then.
      Foundation.close(outer)
      condition.broadcast()
    }
  }

  func type(_ text: String) {
    condition.withLock {
      if !isOver { _ = write(outer, text, text.utf8.count) }
    }
  }

  func close() { _ = write(bell, "!", 1) }

  /// Reads no more, as the far end of a line that hangs.
  func freeze() {
    _ = write(bell, "f", 1)
    condition.withLock { while !isFrozen, !isOver { condition.wait() } }
  }

  /// Waits for a picture.
  func wait(_ isWanted: (String) -> Bool) -> Bool {
    let deadline = Date(timeIntervalSinceNow: TimeInterval(Self.patience))
    return condition.withLock {
      while !isWanted(shown) {
        if isOver || !condition.wait(until: deadline) { return false }
      }
      return true
    }
  }

  /// Waits until no process has the near end open and all that was written to it has been read.
  func waitForEnd() -> Bool {
    let deadline = Date(timeIntervalSinceNow: TimeInterval(Self.patience))
    return condition.withLock {
      while !isOver {
        if !condition.wait(until: deadline) { return false }
      }
      return true
    }
  }

  private var shown: String {
    (0..<emulator.size.rows).map(emulator.line).joined(separator: "\n")
  }

  var picture: String { condition.withLock { shown } }
  var output: String { condition.withLock { String(decoding: bytes, as: UTF8.self) } }

  /// What the program switched on and not off again, by the bytes and by the emulator.
  var traces: [String] {
    condition.withLock {
      var traces = TerminalSwitches.left(by: String(decoding: bytes, as: UTF8.self))
      if emulator.isAlternate { traces.append("alternate screen") }
      if emulator.hidesCursor { traces.append("hidden cursor") }
      if emulator.takesMouse { traces.append("mouse") }
      return traces
    }
  }
}
