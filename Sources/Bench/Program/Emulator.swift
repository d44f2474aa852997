import CVTerm

/// A terminal without a window: libvterm, asked for words on its screen.
final class Emulator {
  static let columns = 200
  static let rows = 50

  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  private var text = [CChar](repeating: 0, count: 200 * 50 * 8)

  init?() {
    guard let terminal = vterm_new(Int32(Self.rows), Int32(Self.columns)) else { return nil }
    self.terminal = terminal
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  /// Shows bytes, and answers what the program asks of its terminal.
  func feed(_ bytes: UnsafeRawBufferPointer) -> [CChar] {
    vterm_input_write(terminal, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
    var answer = [CChar](repeating: 0, count: 256)
    let count = vterm_output_read(terminal, &answer, answer.count)
    return Array(answer.prefix(count))
  }

  /// The highest number after an `M` on the screen, as a flood writes it.
  func highestMark() -> Int? {
    var highest: Int?
    scan { bytes in
      var index = 0
      while index + 7 <= bytes.count {
        defer { index += 1 }
        guard bytes[index] == UInt8(ascii: "M") else { continue }
        var number = 0
        var digits = 0
        while digits < 6, case let digit = bytes[index + 1 + digits], digit >= 0x30, digit <= 0x39 {
          number = number * 10 + Int(digit - 0x30)
          digits += 1
        }
        if digits == 6 { highest = max(highest ?? 0, number) }
      }
    }
    return highest
  }

  func count(of letter: UInt8) -> Int {
    var count = 0
    scan { bytes in for byte in bytes where byte == letter { count += 1 } }
    return count
  }

  func shows(_ words: String) -> Bool {
    var isThere = false
    scan { isThere = $0.firstRange(of: Array(words.utf8)) != nil }
    return isThere
  }

  fileprivate func scan(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let all = VTermRect(
      start_row: 0, end_row: Int32(Self.rows), start_col: 0, end_col: Int32(Self.columns))
    text.withUnsafeMutableBufferPointer { buffer in
      let count = vterm_screen_get_text(screen, buffer.baseAddress, buffer.count, all)
      buffer.baseAddress?.withMemoryRebound(to: UInt8.self, capacity: buffer.count) {
        body(UnsafeBufferPointer(start: $0, count: min(count, buffer.count)))
      }
    }
  }
}

extension Emulator {
  /// Anything but blanks.
  var hasText: Bool {
    var hasText = false
    scan { hasText = $0.contains { $0 > 0x20 } }
    return hasText
  }
}
