import ArgumentParser
import Engine
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much is written down.
enum LogLevel: String, CaseIterable, Comparable, ExpressibleByArgument, Sendable {
  case off, error, info, debug

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  static func < (a: LogLevel, b: LogLevel) -> Bool { a.rank < b.rank }
}

/// `codex-tui.log` in the state directory: what happened, never what was said, never a key, never
/// on the terminal.
///
/// A line is one write to a file opened for appending, so programs that share it do not mix theirs.
struct LogFile: Sendable {
  static let name = "codex-tui.log"
  /// Then the file becomes `codex-tui.log.1`, and the one before it is gone.
  static let largest = 1 << 20

  let directory: StateDirectory
  let level: LogLevel
  let redaction: Redaction
  var date: @Sendable () -> Int64 = WallClock.now

  var path: String { "\(directory.path)/\(Self.name)" }

  /// `2026-11-21T08:36:05Z info 4711 reply complete profile=local`
  ///
  /// A line that cannot be kept is lost: a log is no reason to fail.
  func write(_ level: LogLevel, _ words: String, _ fields: [(String, String)] = []) {
    guard level <= self.level else { return }
    let pairs = fields.map { " \($0)=\(Self.quoted(redaction.clean($1)))" }.joined()
    let line =
      "\(CivilTime(milliseconds: date()).text) \(level.rawValue) \(getpid()) \(redaction.clean(words))\(pairs)\n"
    try? directory.append(line, to: Self.name, largest: Self.largest)
  }

  /// On one line, in quotes where it has spaces.
  private static func quoted(_ text: String) -> String {
    let isPlainView =
      !text.isEmpty && text.allSatisfy { $0.isASCII && !$0.isWhitespace && $0 != "\"" }
    return isPlainView ? text : JSON.string(text).text
  }
}

extension LogFile {
  /// As the command line and `CODEX_TUI_LOG` say; the flag goes before the variable.
  ///
  /// Without a word about it what went wrong and each reply's outcome is kept.
  init?(
    _ options: CommonOptions, _ environment: [String: String], _ configuration: Configuration,
    _ directory: StateDirectory?
  ) {
    let named = environment["CODEX_TUI_LOG"].flatMap { LogLevel(rawValue: $0.lowercased()) }
    let level = options.logLevel ?? named ?? .info
    guard let directory, level > .off else { return nil }
    self.init(
      directory: directory, level: level,
      redaction: Redaction(environment: environment, providers: configuration.providers))
  }
}

extension StateDirectory {
  /// Adds to the end of a file, which is put aside as `NAME.1` once it is too large.
  func append(_ text: String, to name: String, largest: Int) throws(Errno) {
    try prepare()
    let path = "\(self.path)/\(name)"
    if let status = try? Stat(path), status.size >= largest { rename(path, path + ".1") }
    try FileDescriptor.openForAppending(path).closing { (file) throws(Errno) in
      try file.write(all: text)
    }
  }
}
