import CVTerm
import TUI

/// What a terminal shows after some bytes, by libvterm.
package final class EmulatedTerminal {
  package let size: Size
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  /// libvterm keeps the address of its callbacks.
  private let callbacks = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)
  private var properties: [UInt32: Int32] = [:]

  package init(_ size: Size) {
    self.size = size
    guard let terminal = vterm_new(Int32(size.rows), Int32(size.columns)) else {
      preconditionFailure("no libvterm")
    }
    self.terminal = terminal
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
    callbacks.initialize(to: VTermScreenCallbacks())
    callbacks.pointee.settermprop = { property, value, user in
      guard let user, let value else { return 0 }
      let terminal = Unmanaged<EmulatedTerminal>.fromOpaque(user).takeUnretainedValue()
      terminal.properties[property.rawValue] = vterm_value_number(property, value)
      return 1
    }
    vterm_screen_set_callbacks(
      screen, callbacks, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    vterm_free(terminal)
    callbacks.deallocate()
  }

  package func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes {
      _ = vterm_input_write(terminal, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
    }
  }

  package var cursor: Point {
    let place = vterm_cursor(terminal)
    return Point(column: Int(place.col), row: Int(place.row))
  }

  package var isAlternate: Bool { properties[VTERM_PROP_ALTSCREEN.rawValue] == 1 }
  package var hidesCursor: Bool { properties[VTERM_PROP_CURSORVISIBLE.rawValue] == 0 }
  package var takesMouse: Bool { (properties[VTERM_PROP_MOUSE.rawValue] ?? 0) != 0 }

  package func cell(_ column: Int, _ row: Int) -> vterm_flat_cell {
    vterm_cell_at(screen, Int32(row), Int32(column))
  }

  /// The text of a cell; `nil` for the right half of a wide one.
  package func text(_ column: Int, _ row: Int) -> String? {
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

  /// One row as the user sees it.
  package func line(_ row: Int) -> String {
    (0..<size.columns).compactMap { text($0, row) }.joined()
  }
}
