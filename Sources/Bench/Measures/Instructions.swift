import Engine
import Foundation
import TUI

/// The streaming path as a workload for callgrind: deltas from bytes to ncurses' bytes.
///
/// Everything is the same in every run: the bytes, their cuts, the time, the screen. So the number
/// of instructions is too, however busy the machine is. Of a run with deltas and one without, the
/// difference is the path's (`scripts/bench-instructions`).
@ScreenActor
enum Instructions {
  static func run(deltas: Int) throws {
    var (outer, inner): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 50, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&outer, &inner, nil, nil, &size) == 0 else {
      throw Spawn.Failure(description: "no pseudo-terminal")
    }
    _ = fcntl(outer, F_SETFL, O_NONBLOCK)
    var options = CursesScreen.Options()
    options.input = inner
    options.output = inner
    // Where the terminal's entry is kept that lets us scroll.
    let cache = try Subject.folder()
    defer { try? FileManager.default.removeItem(atPath: cache) }
    options.environment = TerminalEnvironment([
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_CACHE_HOME": cache,
    ])
    let screen = try CursesScreen(options)
    defer { screen.close() }
    var pipeline = try Pipeline(screen: screen)
    pipeline.show()
    let chunks = Stream.chat(deltas)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let bytes = stream(chunks, through: &pipeline) { drain(outer, &buffer) }
    FileHandle.standardError.write(Data("\(deltas) deltas, \(bytes) bytes\n".utf8))
  }

  private static func stream(
    _ chunks: [[UInt8]], through pipeline: inout Pipeline, drain: () -> Int
  ) -> Int {
    var bytes = 0
    var next = 0
    while next < chunks.count {
      // Now seven, now six, as reads of the socket bring them.
      let end = min(chunks.count, next + 6 + next % 2)
      pipeline.receive(chunks[next..<end].reduce(into: []) { $0 += $1 })
      pipeline.show()
      bytes += drain()
      next = end
    }
    return bytes
  }

  private static func drain(_ terminal: Int32, _ buffer: inout [UInt8]) -> Int {
    var total = 0
    while case let count = read(terminal, &buffer, buffer.count), count > 0 { total += count }
    return total
  }
}
