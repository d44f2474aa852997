#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal as a file: its size, and bytes written past ncurses.
struct TerminalDevice {
  let output: Int32

  /// `nil` when the terminal does not know: a serial line, a pipe.
  var size: Size? {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
    else { return nil }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// Pixels of a cell; `nil` when the terminal does not tell its driver.
  var cell: CellPixels? { CellPixels(ofTerminal: output) }

  /// Writes all of it, waiting for a slow terminal. A terminal that is gone is not an error here:
  /// the keyboard notices.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  /// The same in one piece, which a terminal mostly reads in one.
  func write(_ before: String, _ bytes: ArraySlice<UInt8>, _ after: String) {
    var whole = Array(before.utf8)
    whole.reserveCapacity(whole.count + bytes.count + after.utf8.count)
    whole += bytes
    whole += after.utf8
    whole.withUnsafeBytes { write($0) }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Glibc)
        let count = Glibc.write(output, rest.baseAddress, rest.count)
      #else
        let count = Darwin.write(output, rest.baseAddress, rest.count)
      #endif
      if count > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      } else if errno == EAGAIN {
        _ = TerminalWait.canWrite(output, within: 1000)
      } else if errno != EINTR {
        return
      }
    }
  }
}

extension CellPixels {
  /// `nil` when the terminal does not tell its driver.
  package init?(ofTerminal descriptor: Int32) {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0,
      window.ws_xpixel >= window.ws_col, window.ws_ypixel >= window.ws_row
    else { return nil }
    self.init(
      width: Int(window.ws_xpixel / window.ws_col), height: Int(window.ws_ypixel / window.ws_row))
  }
}
