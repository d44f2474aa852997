import Support
import Testing

@testable import TUI

@Suite("A paste is one event")
struct PasteTests {
  private static let start = "\u{1b}[200~"
  private static let end = "\u{1b}[201~"

  private func decode(_ bytes: [UInt8], by step: Int) -> [TerminalInput] {
    var decoder = KeyDecoder()
    return stride(from: 0, to: bytes.count, by: step).flatMap {
      decoder.decode(Array(bytes[$0..<min($0 + step, bytes.count)])) + flushed(&decoder)
    }
  }

  /// Inside a paste time may pass as it likes; outside, a cut sequence is still on its way.
  private func flushed(_ decoder: inout KeyDecoder) -> [TerminalInput] {
    decoder.wait == nil ? decoder.flush() : []
  }

  @Test("Line ends become newlines, nothing in it becomes a key", arguments: 1...14)
  func whole(step: Int) {
    let pasted = "one\rtwo\r\nthree\nfour\r\r\u{1b}[A\u{3}\u{1b}\u{1b}[20\u{1b}[201 \u{1b}[200~日本é"
    let wanted = "one\ntwo\nthree\nfour\n\n\u{1b}[A\u{3}\u{1b}\u{1b}[20\u{1b}[201 \u{1b}[200~日本é"
    let bytes = Array(("a" + Self.start + pasted + Self.end + "b").utf8)
    let inputs = decode(bytes, by: step)
    #expect(
      inputs == [.key(KeyPress(.character("a"))), .paste(wanted), .key(KeyPress(.character("b")))])
  }

  @Test("An ESC right before the end mark belongs to the paste")
  func escapeAtTheEnd() {
    #expect(
      decode(Array((Self.start + "x\u{1b}" + Self.end).utf8), by: 3) == [.paste("x\u{1b}")])
    #expect(decode(Array((Self.start + Self.end).utf8), by: 1) == [.paste("")])
  }

  @Test("Bytes that are no UTF-8 are replaced, not lost")
  func invalid() {
    let bytes = Array(Self.start.utf8) + [0x61, 0xff, 0x62] + Array(Self.end.utf8)
    #expect(decode(bytes, by: 1) == [.paste("a\u{fffd}b")])
  }

  @Test("Ten megabytes in small pieces, full of escapes, take linear time", .limit(minutes: 1))
  func large() {
    let line = "0123456789 \u{1b}[20 \u{1b}[201x some text to fill the line\r"
    let text = String(repeating: line, count: 10_000_000 / line.utf8.count)
    let bytes = Array((Self.start + text + Self.end).utf8)
    let inputs = decode(bytes, by: 1021)
    guard inputs.count == 1, case .paste(let pasted) = inputs[0] else {
      Issue.record("\(inputs.count) inputs")
      return
    }
    #expect(pasted.utf8.count == text.utf8.count)
  }
}
