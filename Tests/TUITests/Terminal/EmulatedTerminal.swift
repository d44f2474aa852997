import CVTerm

@testable import TUI

/// What a terminal shows after some bytes, by libvterm.
final class EmulatedTerminal {
  let size: Size
  private let terminal: OpaquePointer
  private let screen: OpaquePointer

  init(_ size: Size) {
    self.size = size
    guard let terminal = vterm_new(Int32(size.rows), Int32(size.columns)) else {
      preconditionFailure("no libvterm")
    }
    self.terminal = terminal
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes {
      _ = vterm_input_write(terminal, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
    }
  }

  var cursor: Point {
    let place = vterm_cursor(terminal)
    return Point(column: Int(place.col), row: Int(place.row))
  }

  func cell(_ column: Int, _ row: Int) -> vterm_flat_cell {
    vterm_cell_at(screen, Int32(row), Int32(column))
  }

  /// The text of a cell; `nil` for the right half of a wide one.
  func text(_ column: Int, _ row: Int) -> String? {
    let cell = cell(column, row)
    var scalars = cell.scalars
    return withUnsafeBytes(of: &scalars) { bytes -> String? in
      let values = bytes.bindMemory(to: UInt32.self).prefix { $0 != 0 }
      if values.first == UInt32.max { return nil }
      var text = ""
      for value in values {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
      return text.isEmpty ? " " : text
    }
  }

  /// One row as a person sees it.
  func line(_ row: Int) -> String {
    (0..<size.columns).compactMap { text($0, row) }.joined()
  }
}
