import Engine
import Foundation
import Support
import Synchronization
import SystemPackage
import Testing

@testable import App

/// The shell's sandbox on the real bubblewrap: what gets through, and every way out that was ever found. Skipped where no
/// sandbox can be made.
@Suite("The sandbox of the shell", .limit(minutes: 3))
struct SandboxTests {
  /// A home with secrets, and a project with a repository in it.
  private final class Place {
    let base: String
    let home: String
    let project: String

    init(_ name: String = "project") throws {
      // Not below /tmp, which the sandbox hides.
      base = "/var/tmp/codex-tui-sandbox-\(UUID().uuidString)"
      home = base + "/home"
      project = home + "/" + name
      for folder in [home + "/.ssh", home + "/.codex", project + "/.git/hooks"] {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      }
      for (path, text) in [
        (home + "/.ssh/id", "secret"), (home + "/.netrc", "secret"),
        (home + "/.codex/auth.json", "secret"), (project + "/a.txt", "hello"),
        (project + "/.git/config", "[core]\n"),
      ] { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    }

    deinit { try? FileManager.default.removeItem(atPath: base) }

    var environment: [String: String] {
      [
        "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "OPENAI_API_KEY": "sk-secret",
        "SSH_AUTH_SOCK": "/tmp/agent",
      ]
    }

    var host: ShellHost { SandboxedShell(environment: environment, folder: project).host }
  }

  private static func settings(
    _ mode: SandboxSettings.Mode = .workspaceWrite, network: Bool = false
  ) -> SandboxSettings {
    var settings = SandboxSettings()
    settings.mode = mode
    settings.hasNetwork = network
    return settings
  }

  /// Whether a sandbox can be made here; the machines of CI can.
  static let isPossible: Bool = {
    #if os(Linux)
      let place = try? Place()
      guard let place else { return false }
      let words = ["--ro-bind", "/", "/", "--unshare-user", "--unshare-pid", "--", "/bin/true"]
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/bwrap")
      process.arguments = words
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      _ = place
      return process.terminationStatus == 0
    #else
      return false
    #endif
  }()

  private func run(
    _ text: String, _ place: Place, _ settings: SandboxSettings = settings(),
    limit: Duration = .seconds(30)
  ) async throws -> (ending: ShellHost.Ending, output: String) {
    let host = place.host
    let sandbox = try host.sandbox(settings)
    let output = Mutex<[UInt8]>([])
    let ending = try await host.run(
      ShellHost.Command(text: text, sandbox: sandbox, limit: limit)
    ) { bytes in output.withLock { $0 += bytes } }
    return (ending, output.withLock { String(decoding: $0, as: UTF8.self) })
  }

  @Test("A command reads and writes the project, and its ending is told", .enabled(if: isPossible))
  func works() async throws {
    let place = try Place()
    let written = try await run("cat a.txt; echo more > b.txt; echo oops >&2; exit 3", place)
    #expect(written.ending == .exited(3))
    #expect(written.output == "hellooops\n")
    #expect(FileManager.default.fileExists(atPath: place.project + "/b.txt"))
    let killed = try await run("kill -9 $$", place)
    #expect(killed.ending == .exited(137))
    let readOnly = try await run("cat a.txt; echo x > c.txt", place, Self.settings(.readOnly))
    #expect(readOnly.ending != .exited(0))
    #expect(readOnly.output.hasPrefix("hello") && readOnly.output.contains("Read-only"))
    let slow = try await run("sleep 60", place, limit: .milliseconds(300))
    #expect(slow.ending == .timedOut)
  }

  @Test("What a command writes comes as it is written", .enabled(if: isPossible))
  func streams() async throws {
    let place = try Place()
    let (pieces, feed) = AsyncStream<String>.makeStream()
    let host = place.host
    let command = ShellHost.Command(
      text: "echo one; read line < go; echo two", sandbox: try host.sandbox(Self.settings()),
      limit: .seconds(30))
    mkfifo(place.project + "/go", 0o600)
    let project = place.project
    let task = Task {
      try await host.run(command) { feed.yield(String(decoding: $0, as: UTF8.self)) }
    }
    var heard = ""
    for await piece in pieces {
      heard += piece
      // The command goes on only now that its first word has been heard.
      if heard == "one\n" {
        try "x\n".write(toFile: project + "/go", atomically: false, encoding: .utf8)
      }
      if heard == "one\ntwo\n" { break }
    }
    #expect(try await task.value == .exited(0))
  }

  /// Ways out, each a command and a thing that must not be in its output or on the disk.
  struct Attack: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var command: String
    var isNetwork = false

    init(_ name: String, _ command: String, isNetwork: Bool = false) {
      (testDescription, self.command, self.isNetwork) = (name, command, isNetwork)
    }
  }

  /// Each prints GOT where it gets through.
  static let attacks = [
    Attack("a key of ssh", "grep -q secret ~/.ssh/id && echo GOT"),
    Attack("netrc", "grep -q secret ~/.netrc && echo GOT"),
    Attack("Codex's login", "grep -q secret ~/.codex/auth.json && echo GOT"),
    Attack("a hook of the repository", "echo x > .git/hooks/pre-commit && echo GOT"),
    Attack("the repository's settings", "echo x >> .git/config && echo GOT"),
    Attack("another repository in its place", "mv .git .git2 && mkdir .git && echo GOT"),
    Attack("unmounting what guards it", "umount .git && echo x > .git/hooks/y && echo GOT"),
    Attack("the home folder", "echo x > ~/.bashrc && echo GOT"),
    Attack("the system", "echo x > /etc/codex-tui-test && echo GOT"),
    Attack("new namespaces", "unshare -Ur true 2>/dev/null && echo GOT"),
    Attack(
      "bwrap's own environment", "tr '\\0' '\\n' < /proc/1/environ | grep -q sk-secret && echo GOT"),
    Attack("our environment", "env | grep -q -e sk-secret -e SSH_AUTH_SOCK && echo GOT"),
    Attack("processes outside", "test $(ls /proc | grep -c '^[0-9]') -gt 12 && echo GOT"),
    Attack(
      "a socket of the internet",
      "python3 -c 'import socket; socket.socket(socket.AF_INET)' 2>/dev/null && echo GOT"),
    Attack(
      "a socket with a path",
      """
      python3 -c '
      import socket
      s = socket.socket(socket.AF_UNIX)
      s.connect("agent.sock")
      print("GOT")' 2>/dev/null
      """),
    Attack(
      "looking into another process",
      """
      python3 -c '
      import ctypes
      libc = ctypes.CDLL(None, use_errno=True)
      print("GOT" if libc.ptrace(0, 0, 0, 0) == 0 else "")'
      """),
    Attack("privileges", "grep -q 'CapEff:.*[1-9a-f]' /proc/self/status && echo GOT"),
    Attack("a filter that is not there", "grep -q 'Seccomp:.*2' /proc/self/status || echo GOT"),
    Attack("an open descriptor", "ls /proc/self/fd | grep -q -e '^[4-9]$' && echo GOT"),
    Attack("a terminal", "(: < /dev/tty) 2>/dev/null && echo GOT"),
    Attack("sockets below /run", "ls -A /run | grep -q . && echo GOT"),
    Attack("with a network: a key of ssh", "grep -q secret ~/.ssh/id && echo GOT", isNetwork: true),
    Attack(
      "with a network: sockets below /run", "ls /run/*.sock 2>/dev/null && echo GOT",
      isNetwork: true),
    Attack(
      "with a network: processes", "test $(ls /proc | grep -c '^[0-9]') -gt 12 && echo GOT",
      isNetwork: true),
  ]

  @Test("Nothing gets through", .enabled(if: isPossible), arguments: attacks)
  func attack(_ attack: Attack) async throws {
    let place = try Place()
    // A server outside, at a path inside.
    let server = try ListeningSocket(place.project + "/agent.sock")
    defer { server.close() }
    let (ending, output) = try await run(
      attack.command, place, Self.settings(network: attack.isNetwork))
    if case .refused(let words) = ending { Issue.record("it never ran: \(words)") }
    #expect(!output.contains("GOT"), "\(output)")
    #expect(
      try String(contentsOfFile: place.project + "/.git/config", encoding: .utf8) == "[core]\n")
    #expect(!FileManager.default.fileExists(atPath: place.project + "/.git/hooks/y"))
  }

  @Test("The attacks themselves get through where nothing guards", .enabled(if: isPossible))
  func unguarded() async throws {
    let place = try Place()
    let server = try ListeningSocket(place.project + "/agent.sock")
    defer { server.close() }
    for name in ["a key of ssh", "a hook of the repository", "a socket with a path"] {
      let attack = try #require(Self.attacks.first { $0.testDescription == name })
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", attack.command]
      process.currentDirectoryURL = URL(fileURLWithPath: place.project)
      process.environment = place.environment
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      process.waitUntilExit()
      let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(output.contains("GOT"), "\(name)")
    }
  }

  @Test(
    "Where there is no repository none can be made, and nothing is left behind",
    .enabled(if: isPossible))
  func standIn() async throws {
    let place = try Place()
    try FileManager.default.removeItem(atPath: place.project + "/.git")
    let made = try await run(
      "mkdir -p .git/hooks && echo GOT; echo x > .codex/a && echo GOT", place)
    #expect(!made.output.contains("GOT"))
    for name in Sandbox.guardedNames {
      #expect(!FileManager.default.fileExists(atPath: place.project + "/" + name), "\(name)")
    }
  }

  @Test("A folder that holds our own settings is not given away")
  func tooWide() throws {
    let place = try Place()
    for folder in [place.home, "/", place.base] {
      let host = SandboxedShell(environment: place.environment, folder: folder).host
      #expect(throws: EngineError.self) { _ = try host.sandbox(Self.settings()) }
    }
    var settings = Self.settings()
    settings.writableRoots = ["~"]
    #expect(throws: EngineError.self) { _ = try place.host.sandbox(settings) }
  }

  @Test("A repository behind a link is given to no shell that writes", .enabled(if: isPossible))
  func link() throws {
    let place = try Place()
    try FileManager.default.moveItem(
      atPath: place.project + "/.git", toPath: place.home + "/elsewhere.git")
    try FileManager.default.createSymbolicLink(
      atPath: place.project + "/.git", withDestinationPath: place.home + "/elsewhere.git")
    #expect(throws: EngineError.self) { _ = try place.host.sandbox(Self.settings()) }
    _ = try place.host.sandbox(Self.settings(.readOnly))
  }

  @Test("What a program outside may obey is told", .enabled(if: isPossible))
  func suspects() async throws {
    let place = try Place()
    let host = place.host
    let sandbox = try host.sandbox(Self.settings())
    let before = host.suspects(sandbox)
    _ = try await run("echo x > .envrc; mkdir -p sub/.git", place)
    let after = host.suspects(sandbox)
    #expect(Set(after.keys.filter { before[$0] != after[$0] }) == [".envrc", "sub/.git"])
  }

  @Test("Background processes end with the command, and with a stop", .enabled(if: isPossible))
  func leftovers() async throws {
    let place = try Place()
    let (ending, _) = try await run("(sleep 300 & echo $! > pid); exit 0", place)
    #expect(ending == .exited(0))
    let host = place.host
    let command = ShellHost.Command(
      text: "echo begun; sleep 300", sandbox: try host.sandbox(Self.settings()),
      limit: .seconds(60))
    let (begun, feed) = AsyncStream<Void>.makeStream()
    let task = Task { try await host.run(command) { _ in feed.yield() } }
    for await _ in begun { break }
    task.cancel()
    _ = try? await task.value
    let left = Process()
    left.executableURL = URL(fileURLWithPath: "/usr/bin/pgrep")
    left.arguments = ["-f", place.project]
    left.standardOutput = FileHandle.nullDevice
    try left.run()
    left.waitUntilExit()
    #expect(left.terminationStatus == 1, "something still runs in \(place.project)")
  }
}

/// A server at a path, which accepts nothing.
private struct ListeningSocket {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard result == 0, listen(descriptor, 1) == 0 else { throw Errno(rawValue: errno) }
  }

  func close() { Foundation.close(descriptor) }
}
