import Engine
import Subprocess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs LM Studio's tool as a child: both streams piped, nothing on its stdin, so that it can
/// neither paint over the screen nor wait for an answer.
enum ToolProcess {
  /// What `~/.lmstudio-home-pointer` holds, where there is one.
  static func homePointer(_ environment: [String: String]) -> String? {
    environment["HOME"].flatMap { try? TextFile.read("\($0)/.lmstudio-home-pointer") }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// - Parameter keys: variables that the tool has no use for and is not given.
  static func runner(environment: [String: String], without keys: [String] = []) -> ToolRunner {
    ToolRunner(
      find: { () throws(EngineError) in
        try LMSTool.find(
          environment: environment, pointer: homePointer(environment),
          isExecutable: SearchPath.mayRun)
      },
      run: { path, arguments, output throws(EngineError) in
        do {
          return try await run(
            path, arguments, .inherited(without: keys), output)
        } catch {
          throw PlatformMessages.cannotRunTool(path, error)
        }
      })
  }

  private static func run(
    _ path: String, _ arguments: [String], _ environment: Subprocess.Environment,
    _ output: @escaping @Sendable (ToolRunner.Output) async -> Void
  ) async throws -> Int32? {
    // An interrupt is what the tool knows as "stop": it then cancels the load on the server, too.
    var options = PlatformOptions()
    options.teardownSequence = [
      .send(signal: .interrupt, allowedDurationToNextStep: .seconds(2)),
      .send(signal: .terminate, allowedDurationToNextStep: .seconds(1)),
    ]
    let result = try await Subprocess.run(
      .path(ChildPath(path)), arguments: Arguments(arguments), environment: environment,
      platformOptions: options, input: .none, output: .sequence, error: .sequence
    ) { execution in
      let screen = execution.standardOutput
      let log = execution.standardError
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for try await piece in screen { await output(.standard(bytes(piece))) }
        }
        group.addTask {
          for try await piece in log { await output(.error(bytes(piece))) }
        }
        try await group.waitForAll()
      }
    }
    switch result.terminationStatus {
    case .exited(let code): return code
    default: return nil
    }
  }

  private static func bytes(_ piece: SubprocessOutputSequence.Buffer) -> [UInt8] {
    piece.withUnsafeBytes { Array($0) }
  }
}

extension Subprocess.Environment {
  /// The program's own variables without keys.
  static func inherited(without keys: [String]) -> Self {
    .exactly(App.Environment.current.withoutKeys(named: keys))
  }

  /// These variables and no other, but for a search path, without which no script runs.
  static func exactly(_ environment: [String: String]) -> Self {
    var variables: [Key: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    for (name, value) in environment {
      if let key = Key(rawValue: name) { variables[key] = value }
    }
    return .custom(variables)
  }
}
