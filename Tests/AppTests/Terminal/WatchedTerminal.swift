import Foundation
import Support
import TUI

/// The far end of a pseudo-terminal: a thread that reads it, and an emulator that shows it.
final class WatchedTerminal: @unchecked Sendable {
  /// Seconds that a loaded machine may take.
  static let patience: Int32 = 100

  private let condition = NSCondition()
  private let outer: Int32
  /// A byte in this pipe ends the reading, which closes the terminal.
  private let (ear, bell): (Int32, Int32)
  private let emulator: EmulatedTerminal
  private var bytes: [UInt8] = []
  private var isOver = false

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
      var polls = [outer, ear].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polls, 2, -1) > 0, polls[1].revents == 0 else { break }
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

  /// Waits until nobody has the near end open and all that was written to it has been read.
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
