#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The keyboard as the full screen has it, without the screen: shows what a key sends.
@ScreenActor
package final class KeyProbe {
  private let terminal: Int32
  private let saved: termios
  private let mode: TerminalMode
  private var decoder = KeyDecoder()

  /// Switches the terminal to raw keys, with the same keyboard modes as the program.
  package init(environment: TerminalEnvironment = .current, terminal: Int32 = 0) {
    self.terminal = terminal
    var modes = termios()
    tcgetattr(terminal, &modes)
    saved = modes
    mode = TerminalMode(environment: environment, mouse: false)
    CrashRestore.arm(drawing: (terminal, -1), modes: modes, bytes: mode.leaving)
    cfmakeraw(&modes)
    // Lines still end where they should.
    modes.c_oflag = saved.c_oflag
    tcsetattr(terminal, TCSANOW, &modes)
    write(mode.entering)
  }

  /// How wide the terminal is now; `nil` when it does not know.
  package var columns: Int? { TerminalDevice(output: terminal).size?.columns }

  package func close() {
    write(mode.leaving)
    var modes = saved
    tcsetattr(terminal, TCSANOW, &modes)
    CrashRestore.disarm()
  }

  /// Waits for a key; answers the bytes that came and what they mean, `nil` at the end of input.
  package func next() -> (bytes: [UInt8], inputs: [TerminalInput])? {
    guard var bytes = read(wait: -1) else { return nil }
    var inputs = decoder.decode(bytes)
    // The rest of a sequence follows at once; a lone ESC is alone after a moment.
    while let wait = decoder.wait {
      let milliseconds = Int32(wait / .milliseconds(1))
      if let more = read(wait: milliseconds) {
        bytes += more
        inputs += decoder.decode(more)
      } else {
        inputs += decoder.flush()
      }
    }
    return (bytes, inputs)
  }

  private func read(wait milliseconds: Int32) -> [UInt8]? {
    guard TerminalWait.canRead(terminal, within: milliseconds) else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = systemRead(terminal, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = systemWrite(1, bytes, bytes.count)
  }
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, buffer, count)
}

private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(file, buffer, count)
}
