import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far something is, on stderr: a bar that is painted over on a terminal, a line per new percent
/// elsewhere. Nothing is drawn where no percent is known.
struct ProgressMeter {
  private let isTerminal: Bool
  private var last = ""
  private let write: (String) -> Void
  private let control: (StandardError.Control) -> Void

  static let columns = 24

  init(
    isTerminal: Bool = isatty(STDERR_FILENO) == 1,
    write: @escaping (String) -> Void = { StandardError.write($0) },
    control: @escaping (StandardError.Control) -> Void = { StandardError.write($0) }
  ) {
    self.isTerminal = isTerminal
    self.write = write
    self.control = control
  }

  /// - Parameter detail: What stands behind the percent: a rate, the time left.
  mutating func show(_ words: String, _ progress: Double?, detail: String = "") {
    let percent = progress.map { " \(Int($0 * 100)) %" } ?? ""
    let line = words + percent
    guard isTerminal else {
      if line != last { write(line + "\n") }
      last = line
      return
    }
    let bar = progress.map { " " + Gauge.bar($0, columns: Self.columns) } ?? ""
    let text = line + bar + (detail.isEmpty ? "" : " · " + detail)
    guard text != last else { return }
    last = text
    control(.lineStart)
    write(text)
    control(.clearLine)
  }

  /// Leaves the last line standing, or takes it away where there is nothing good to say.
  mutating func end(_ words: String?) {
    if isTerminal, !last.isEmpty {
      control(.lineStart)
      control(.clearLine)
    }
    if let words { write(words + "\n") }
    last = ""
  }
}
