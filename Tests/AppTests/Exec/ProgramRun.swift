import Foundation
import SystemPackage

@testable import App

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
    /// A pipe without a writer that stays open while the program runs.
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

  private struct Failed: Error { var call: String; var code: Int32 }

  /// By `posix_spawn`: Foundation's `Process` reads past the end of a directory entry when many
  /// descriptors are open, and crashes (seen on Linux, Swift 6.3).
  private func run(_ script: String) throws -> Outcome {
    var script = script
    if case .closed = input { script += " <&-" }
    var variables = environment
    variables["HOME"] = variables["HOME"] ?? "/nonexistent"
    variables["PATH"] = "/usr/bin:/bin"
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    let (stdin, stdout, stderr) = (try Self.pipe(), try Self.pipe(), try Self.pipe())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .none, .closed:
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    case .bytes, .open: posix_spawn_file_actions_adddup2(&actions, stdin.read, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, stdout.write, 1)
    posix_spawn_file_actions_adddup2(&actions, stderr.write, 2)
    // What other tests have open at this moment is nothing to the child.
    for descriptor in Int32(3)..<4096 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    let words = ["sh", "-c", script, "sh", Self.path] + arguments
    var argv = words.map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var id = pid_t()
    let code = posix_spawn(&id, "/bin/sh", &actions, nil, &argv, &envp)
    guard code == 0 else { throw Failed(call: "posix_spawn", code: code) }
    for end in [stdin.read, stdout.write, stderr.write] { close(end) }
    if case .bytes(let bytes) = input {
      // A program that ends without reading is a result of its own.
      try? FileDescriptor(rawValue: stdin.write).write(all: bytes)
    }
    if case .open = input {} else { close(stdin.write) }
    // stderr is small; reading stdout first cannot fill its pipe.
    let out = try TextFile.readAll(FileDescriptor(rawValue: stdout.read))
    let error = try TextFile.readAll(FileDescriptor(rawValue: stderr.read))
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    if case .open = input { close(stdin.write) }
    for end in [stdout.read, stderr.read] { close(end) }
    let signal = status & 0x7F
    return Outcome(
      code: signal == 0 ? (status >> 8) & 0xFF : signal,
      out: String(decoding: out, as: UTF8.self), error: String(decoding: error, as: UTF8.self))
  }

  /// Both ends close by themselves in whatever else is started meanwhile.
  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard systemPipe(&ends) == 0 else { throw Failed(call: "pipe", code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}

/// The type's own `pipe` hides the system's.
private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
