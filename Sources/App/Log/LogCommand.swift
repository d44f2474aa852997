import ArgumentParser
import Engine
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows what was written down.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: say("Shows the log: what happened, never what was said.", zh: "显示日志：记录发生过什么，从不含对话内容。")
  )

  @Flag(
    name: .shortAndLong,
    help: ArgumentHelp(
      say("Go on with what is written from now on, until Ctrl+C.", zh: "持续显示之后写入的内容，直到按 Ctrl+C。")))
  var follow = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp(say("How many of the last lines.", zh: "显示最后多少行。")))
  var lines = 40

  @Flag(help: ArgumentHelp(say("Only say where the log is.", zh: "只显示日志的位置。")))
  var path = false

  func validate() throws {
    guard lines >= 0 else { throw ValidationError(LogMessages.linesMustNotBeNegative) }
  }

  mutating func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    guard let directory = StateDirectory(environment: Environment.current) else {
      throw LogMessages.noPlace
    }
    let file = "\(directory.path)/\(LogFile.name)"
    if path { return _ = StandardOutput.write(file + "\n") }
    var tail = LogTail(path: file)
    let text = tail.news()
    let last = text.split(separator: "\n").suffix(lines)
    if !last.isEmpty { StandardOutput.write(last.joined(separator: "\n") + "\n") }
    if text.isEmpty, !follow { StandardError.write(LogMessages.isEmpty(file) + "\n") }
    while follow {
      // Nothing tells of a growing file on every system; a look costs one call.
      try await Task.sleep(for: .milliseconds(200))
      let news = tail.news()
      if !news.isEmpty, StandardOutput.write(news) != nil { return }
    }
  }
}

/// A file that grows, read from where the last look ended; a new file of the same name from its
/// beginning.
struct LogTail {
  let path: String
  private var offset: Int64 = 0
  private var node: Inode?

  init(path: String) { self.path = path }

  /// What came since the last call.
  mutating func news() -> String {
    guard let file = try? FileDescriptor.open(path, .readOnly) else { return "" }
    defer { try? file.close() }
    guard let status = try? Stat(file) else { return "" }
    if status.inode != node || status.size < offset { offset = 0 }
    node = status.inode
    guard status.size > offset, (try? file.seek(to: offset)) != nil,
      let bytes = try? TextFile.readAll(file)
    else { return "" }
    offset += Int64(bytes.count)
    return String(decoding: bytes, as: UTF8.self)
  }
}
