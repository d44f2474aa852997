import Engine
import Subprocess
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a server of tools as a child: lines to its standard input, lines from its standard output, the end of what
/// it complains of kept.
final class ToolServerProcess: Sendable {
  /// Variables a server is given without being asked for: what Codex gives, and no key of anything.
  static let usual = [
    "HOME", "LOGNAME", "PATH", "SHELL", "USER", "LANG", "LC_ALL", "TMPDIR", "TZ",
  ]
  /// Bytes of a line; a server that writes more loses the rest of it.
  private static let longestLine = 16 << 20

  private let complaints = Mutex<[String]>([])
  private let process = Mutex<Int32?>(nil)
  private let running = Mutex<Task<Void, Never>?>(nil)
  private let input: AsyncStream<[UInt8]>.Continuation
  private let timer: Timekeeper

  private init(input: AsyncStream<[UInt8]>.Continuation, timer: Timekeeper) {
    self.input = input
    self.timer = timer
  }

  static func starter(environment: [String: String], timer: Timekeeper) -> MCPStart {
    { server throws(EngineError) in try await start(server, environment, timer) }
  }

  private static func start(
    _ server: ToolServer, _ environment: [String: String], _ timer: Timekeeper
  ) async throws(EngineError) -> MCPPipe {
    let command = server.command ?? ""
    let places = command.contains("/") ? [command] : SearchPath.paths(of: command, environment)
    guard let path = places.first(where: { access($0, X_OK) == 0 }) else {
      let isThere = places.contains { access($0, F_OK) == 0 }
      throw PlatformMessages.noToolProgram(command, isThere: isThere, of: server.name)
    }
    if let folder = server.folder, access(folder, X_OK) != 0 {
      throw PlatformMessages.noToolFolder(folder, of: server.name)
    }
    let (requests, input) = AsyncStream<[UInt8]>.makeStream()
    let (lines, output) = AsyncStream<[UInt8]>.makeStream()
    let child = ToolServerProcess(input: input, timer: timer)
    let variables = variables(of: server, environment)
    let folder = server.folder ?? environment["HOME"]
    let task = Task {
      await child.run(path, server.arguments, variables, folder, requests, output)
    }
    child.running.withLock { $0 = task }
    return MCPPipe(
      lines: lines,
      send: { line in
        guard case .enqueued = input.yield(line) else { throw CancellationError() }
      },
      close: { await child.close() }, lastWords: { child.complaints.withLock { $0 } })
  }

  /// What every child of ours may have.
  static func usual(
    _ environment: [String: String], and more: [String] = []
  ) -> [String: String] {
    var variables: [String: String] = [:]
    for name in usual + more {
      // A function of a shell is no variable of a program.
      if let value = environment[name], !value.hasPrefix("()") { variables[name] = value }
    }
    return variables
  }

  /// What the usual list, `env_vars` and `env` give it; nothing else of ours.
  static func variables(
    of server: ToolServer, _ environment: [String: String]
  ) -> [String: String] {
    var variables = usual(environment, and: server.inherited)
    // Without these some paint boxes into what is read by people here.
    variables["TERM"] = "dumb"
    variables["NO_COLOR"] = "1"
    for pair in server.environment { variables[pair.name] = pair.value }
    return variables
  }

  /// The end of its input is what ends a server; one that goes on is interrupted, with what it started.
  private func close() async {
    input.finish()
    let task = running.withLock { $0 }
    let limit = Task {
      try await timer.sleep(.seconds(2))
      task?.cancel()
    }
    await task?.value
    limit.cancel()
  }

  private func run(
    _ path: String, _ arguments: [String], _ variables: [String: String], _ folder: String?,
    _ requests: AsyncStream<[UInt8]>, _ output: AsyncStream<[UInt8]>.Continuation
  ) async {
    defer {
      output.finish()
      input.finish()
    }
    var options = PlatformOptions()
    // `npx` and `uvx` are parents of the real server: the group is what is ended.
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2)),
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
    ]
    do {
      _ = try await Subprocess.run(
        .path(ChildPath(path)), arguments: Arguments(arguments),
        environment: .exactly(variables), workingDirectory: folder.map { ChildPath($0) },
        platformOptions: options,
        input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        let (screen, log) = (execution.standardOutput, execution.standardError)
        let writer = execution.standardInputWriter
        let process = execution.processIdentifier.value
        self.process.withLock { $0 = process }
        await OrphanGuard.shared.watch(process)
        await withTaskGroup(of: Void.self) { group in
          group.addTask {
            for await line in requests {
              do { _ = try await writer.write(line) } catch { break }
            }
            try? await writer.finish()
          }
          group.addTask {
            await self.read(screen) { output.yield($0) }
            // Where no answer comes any more, nothing is asked.
            self.input.finish()
          }
          group.addTask { await self.read(log) { self.complain($0) } }
          await group.waitForAll()
        }
      }
    } catch {
      complaints.withLock { $0.append("\(error)") }
    }
    if let process = process.withLock({ $0 }) { await OrphanGuard.shared.forget(process) }
  }

  private func complain(_ line: [UInt8]) {
    let text = String(decoding: line.prefix(2000), as: UTF8.self)
    guard !text.isBlank else { return }
    complaints.withLock { lines in
      lines.append(text)
      if lines.count > 200 { lines.removeFirst(lines.count - 200) }
    }
  }

  private func read(
    _ stream: SubprocessOutputSequence, each: @Sendable ([UInt8]) -> Void
  ) async {
    var line: [UInt8] = []
    do {
      for try await piece in stream {
        piece.withUnsafeBytes { bytes in
          for byte in bytes {
            if byte == UInt8(ascii: "\n") {
              each(line)
              line.removeAll(keepingCapacity: true)
            } else if line.count < Self.longestLine {
              line.append(byte)
            }
          }
        }
      }
    } catch {}
    if !line.isEmpty { each(line) }
  }
}
