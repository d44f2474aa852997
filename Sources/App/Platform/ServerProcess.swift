import Engine
import Subprocess
import SystemPackage

/// Servers of this machine that the user has us start.
struct ServerProcess: Sendable {
  let environment: [String: String]
  /// Where LM Studio's own tool is, which is not always in the search path.
  let tool: ToolRunner
  /// Variables that a server has no use for and is not given.
  let keys: [String]

  func isInstalled(_ program: String) -> Bool { path(of: program) != nil }

  private func path(of program: String) -> String? {
    let found = SearchPath.program(program, environment)
    return found ?? (program == "lms" ? try? tool.find() : nil)
  }

  /// Where the beginning of what a started server writes is kept; `nil`: nowhere.
  var folder: String?

  /// Starts a command line as a shell reads it. It goes on when this program or its terminal ends. The first mebibyte
  /// of what it writes is kept, which has the load: a server may run for months.
  func start(_ command: String) async throws(EngineError) {
    let program = command.prefix { $0 != " " }
    let rest = command.dropFirst(program.count)
    let path = path(of: String(program)).map { "'\($0.replacing("'", with: "'\\''"))'" }
    let line = (path ?? String(program)) + rest
    let log = logFile(of: command)
    // Its descriptor at the old file, a server that still runs goes on writing there.
    if let log { FileSystem.remove(log) }
    // A terminal's keys and its end reach only the programs of its own session.
    var options = PlatformOptions()
    options.createSession = true
    do {
      _ = try await Subprocess.run(
        .path("/bin/sh"),
        arguments: ["-c", Self.launcher, "sh", line, log ?? "/dev/null"],
        environment: .inherited(without: keys), platformOptions: options, input: .none,
        output: .discarded, error: .discarded)
    } catch {
      throw PlatformMessages.cannotStart(command, error)
    }
  }

  /// Each line is written as it comes, until the limit (blocks of 512 bytes) ends `dd`. A server whose reader is gone
  /// would end at its next line, so the rest is read and dropped.
  private static let launcher = """
    { nohup /bin/sh -c "$1" </dev/null 2>&1 |
      { (umask 077; ulimit -c 0; ulimit -f 2048; dd bs=65536 of="$2"); cat >/dev/null; }
    } >/dev/null 2>&1 &
    """

  private func logFile(of command: String) -> String? {
    guard let folder, (try? StateDirectory(path: folder).prepare()) != nil else { return nil }
    let program = command.prefix { $0 != " " }.split(separator: "/").last ?? "server"
    let name = program.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "\(folder)/server-\(name)-\(Fingerprint(command).text).log"
  }

  // MARK: What servers wrote

  /// The end of a server's log; `nil` where there is none that this user may read.
  func words(_ log: ServerLog) -> ServerWords? {
    switch log {
    case .started(let command): return logFile(of: command).flatMap(words)
    case .home(let path): return environment["HOME"].flatMap { words("\($0)/\(path)") }
    case .newest(let name):
      let folders = LMSTool.folders(
        environment, pointer: ToolProcess.homePointer(environment))
      return folders.lazy.compactMap { newest(below: "\($0)/\(name)", depth: 2) }.first
        .flatMap(words)
    }
  }

  private func words(_ path: String) -> ServerWords? {
    guard let bytes = try? TextFile.read(path, last: 64 << 10), !bytes.isEmpty else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return ServerWords(source: path, lines: lines.map(String.init))
  }

  /// Their names are dates and a number: `2026-11/2026-11-27.10.log`.
  private func newest(below folder: String, depth: Int) -> String? {
    let names = FolderNames.all(in: folder)
      .sorted { ($0.prefix(10), $0.count, $0) > ($1.prefix(10), $1.count, $1) }
    for name in names {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".log") { return path }
      if depth > 0, let found = newest(below: path, depth: depth - 1) { return found }
    }
    return nil
  }
}
