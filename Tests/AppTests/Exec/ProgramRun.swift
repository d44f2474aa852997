import Foundation

/// The built program as a process of its own.
struct ProgramRun: Sendable {
  var arguments: [String]
  var input: Input = .none
  var environment: [String: String] = [:]

  enum Input: Sendable {
    /// `/dev/null`
    case none
    /// A pipe that gets these bytes and is then closed.
    case bytes([UInt8])
    /// A pipe that nobody writes to and nobody closes while the program runs.
    case open
    /// No stdin at all, as under some schedulers.
    case closed
  }

  struct Outcome: Sendable {
    var code: Int32
    var out: String
    var error: String
  }

  /// Beside the test bundle, where the build puts every product.
  static let path: String = {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    var candidates = [folder.appending(path: "codex-tui").path]
    candidates.append(
      URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../.build/debug/codex-tui").standardizedFileURL.path)
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "codex-tui"
  }()

  /// Runs to the end through a shell, which alone can close a stream or send a signal.
  ///
  private static let starting = NSLock()

  /// Waits on a thread of its own: the simulator needs those of the test.
  ///
  /// - Parameter script: where `"$@"` stands for the program and its arguments.
  func outcome(script: String = "exec \"$@\"") async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try run(script) })
      }
    }
  }

  private func run(_ script: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    var script = script
    if case .closed = input { script += " <&-" }
    process.arguments = ["-c", script, "sh", Self.path] + arguments
    var variables = environment
    variables["HOME"] = variables["HOME"] ?? "/nonexistent"
    variables["PATH"] = "/usr/bin:/bin"
    process.environment = variables
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    switch input {
    case .none, .closed: process.standardInput = FileHandle.nullDevice
    case .bytes, .open: process.standardInput = stdin
    }
    process.standardOutput = stdout
    process.standardError = stderr
    // Foundation's start of a process was seen to crash when several started at once.
    try Self.starting.withLock { try process.run() }
    if case .bytes(let bytes) = input {
      try stdin.fileHandleForWriting.write(contentsOf: Data(bytes))
      try stdin.fileHandleForWriting.close()
    }
    // stderr is small; reading stdout first cannot fill its pipe.
    let out = stdout.fileHandleForReading.readDataToEndOfFile()
    let error = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, out: String(decoding: out, as: UTF8.self),
      error: String(decoding: error, as: UTF8.self))
  }
}
