import CNcurses

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Holds what ncurses writes for one picture, so that the terminal gets it in one piece.
///
/// ncurses empties its own buffer at every movement of the cursor: some twenty times in a picture that
/// scrolls. Each would wake the terminal, which then shows a picture half done; in load A that cost a third of
/// the processor time. ncurses cannot be told another way, but its descriptor can lead to memory meanwhile.
///
/// Where there is no memory that a descriptor leads to, ncurses writes to the terminal itself.
struct PictureBuffer {
  private let device: TerminalDevice
  /// The number that ncurses writes to; nothing else does.
  private let number: Int32
  private let memory: Int32
  private var bytes = [UInt8](repeating: 0, count: 1 << 14)

  init(number: Int32, of device: TerminalDevice) {
    self.device = device
    self.number = number
    memory = curses_memory_file()
  }

  func end() {
    if memory >= 0 { close(memory) }
  }

  /// Sends what ncurses writes in `update`, between two texts of ours. The second may depend on it, where it is
  /// known.
  mutating func send(
    _ before: String, _ update: () -> Void, _ after: (ArraySlice<UInt8>?) -> String
  ) {
    guard memory >= 0, lseek(memory, 0, SEEK_SET) == 0, curses_lead(number, memory) == number else {
      device.write(before)
      update()
      return device.write(after(nil))
    }
    update()
    curses_lead(number, device.output)
    let written = written()
    device.write(before, written, after(written))
  }

  private mutating func written() -> ArraySlice<UInt8> {
    // Both numbers share one place in the memory.
    let count = max(0, Int(lseek(memory, 0, SEEK_CUR)))
    if bytes.count < count { bytes = Array(repeating: 0, count: count) }
    return bytes[..<max(0, pread(memory, &bytes, count, 0))]
  }
}
