import Foundation
import Testing

@testable import TUI

@Suite("A picture reaches the terminal in one piece")
struct PictureBufferTests {
  #if os(Linux)
    /// A socket whose every write is a packet of its own, in the terminal's place.
    @Test("However often ncurses writes, the terminal reads once")
    func onePiece() throws {
      var ends: [Int32] = [-1, -1]
      try #require(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends) == 0)
      let number = dup(ends[0])
      defer { for descriptor in ends + [number] { close(descriptor) } }
      var buffer = PictureBuffer(number: number, of: TerminalDevice(output: ends[0]))
      defer { buffer.end() }
      for size in [1, 100, 40_000] {
        let part = String(repeating: "x", count: size)
        buffer.send("<", { for _ in 0..<3 { _ = write(number, part, size) } }, { _ in ">" })
        var packet = [UInt8](repeating: 0, count: 1 << 18)
        let count = read(ends[1], &packet, packet.count)
        #expect(
          String(decoding: packet[..<max(0, count)], as: UTF8.self) == "<\(part)\(part)\(part)>")
      }
      // Between pictures ncurses' number is the terminal's own.
      _ = write(number, "modes", 5)
      var packet = [UInt8](repeating: 0, count: 64)
      #expect(read(ends[1], &packet, packet.count) == 5)
      #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
    }
  #endif
}
