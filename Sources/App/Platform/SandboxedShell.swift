import Engine
import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs commands of a model's shell in the system's sandbox, with an environment that holds no secret.
struct SandboxedShell: Sendable {
  let environment: [String: String]
  /// The folder the program was started in.
  let folder: String

  var host: ShellHost {
    ShellHost(
      sandbox: { settings throws(EngineError) in
        try SandboxPlan(environment: environment, folder: folder).sandbox(settings)
      },
      probe: probe, run: run, suspects: SandboxPlan.suspects)
  }

  /// What is printed inside first: what comes before it is bubblewrap's own complaint.
  private static let mark = "\u{1}codex-tui runs\u{1}\n"
  private static let inner = "printf '%s\\n' \"$2\"; ulimit -c 0; exec 2>&1; exec /bin/sh -c \"$1\""

  private func probe(_ sandbox: Sandbox) async -> String? {
    let heard = Mutex<[UInt8]>([])
    let command = ShellHost.Command(text: "true", sandbox: sandbox, limit: .seconds(5))
    let ending = try? await run(command) { bytes in heard.withLock { $0 += bytes } }
    switch ending {
    case .exited(0)?: return nil
    case .refused(let words)?: return words
    case .exited, .timedOut, nil: return String(decoding: heard.withLock { $0 }, as: UTF8.self)
    }
  }

  private func run(
    _ command: ShellHost.Command, _ wrote: @escaping @Sendable ([UInt8]) async -> Void
  ) async throws -> ShellHost.Ending {
    let mark = String(Self.mark.dropLast())
    guard let launch = SandboxLaunch.of(command, inner: Self.inner, mark: mark, environment) else {
      return .refused(PlatformMessages.noBubblewrap)
    }
    defer { SandboxLaunch.cleanUp(command.sandbox) }
    let output = MarkedOutput(mark: Array(Self.mark.utf8), wrote: wrote)
    let (filled, sandbox) = (variables, command.sandbox)
    let status = try await TimeLimit.within(command.limit) {
      try await Self.start(launch, filled, hasNetwork: sandbox.hasNetwork, output)
    }
    guard let status else { return .timedOut }
    if let complaint = await output.complaint { return .refused(complaint) }
    switch status {
    case .exited(let code): return .exited(Int(code))
    case .signaled(let number): return .exited(128 + Int(number))
    }
  }

  private static func start(
    _ launch: SandboxLaunch, _ variables: [String: String], hasNetwork: Bool, _ output: MarkedOutput
  ) async throws -> TerminationStatus {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
    ]
    var variables = variables
    if !hasNetwork { variables["CODEX_SANDBOX_NETWORK_DISABLED"] = "1" }
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: Arguments(launch.words),
      environment: .exactly(variables),
      platformOptions: options, input: .array(launch.input), output: .sequence,
      error: .combinedWithOutput
    ) { execution in
      for try await piece in execution.standardOutput {
        await output.append(piece.withUnsafeBytes { Array($0) })
      }
    }
    return result.terminationStatus
  }

  /// Bubblewrap itself starts with these alone: its own environment can be read from inside.
  private var variables: [String: String] {
    var variables: [String: String] = [:]
    for name in ["PATH", "SHELL", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LOGNAME", "USER", "TZ"] {
      if let value = environment[name], !value.hasPrefix("()") { variables[name] = value }
    }
    return variables.merging([
      "TERM": "dumb", "NO_COLOR": "1", "GIT_TERMINAL_PROMPT": "0", "PAGER": "cat",
      "CODEX_SANDBOX": SandboxLaunch.name,
    ]) { $1 }
  }
}

/// Tells a command's output from what was said before it ran.
private actor MarkedOutput {
  private let mark: [UInt8]
  private let wrote: @Sendable ([UInt8]) async -> Void
  private var before: [UInt8] = []
  private var hasRun = false

  init(mark: [UInt8], wrote: @escaping @Sendable ([UInt8]) async -> Void) {
    self.mark = mark
    self.wrote = wrote
  }

  func append(_ bytes: [UInt8]) async {
    guard !hasRun else { return await wrote(bytes) }
    before += bytes
    guard let place = before.firstRange(of: mark) else { return }
    hasRun = true
    let rest = Array(before[place.upperBound...])
    if !rest.isEmpty { await wrote(rest) }
  }

  /// What kept the command from running; `nil` when it ran.
  var complaint: String? {
    hasRun ? nil : String(decoding: before.prefix(2000), as: UTF8.self)
  }
}
