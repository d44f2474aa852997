import Engine

/// How a command is started in this system's sandbox: the words for `/bin/sh`, and what it reads.
struct SandboxLaunch {
  var words: [String]
  var input: [UInt8]

  /// What `CODEX_SANDBOX` is inside; test suites look at it.
  static let name: String = {
    #if os(macOS)
      "seatbelt"
    #else
      "bwrap"
    #endif
  }()

  /// - Parameter inner: what a shell inside is to do, with the command and the mark as its arguments.
  /// - Returns: `nil` where there is no sandbox.
  static func of(
    _ command: ShellHost.Command, inner: String, mark: String, _ environment: [String: String]
  ) -> SandboxLaunch? {
    let inside = ["/bin/sh", "-c", inner, "sh", command.text, mark]
    #if os(macOS)
      return SandboxLaunch(
        words: [
          "-c", "exec 0</dev/null; cd \"$1\" && shift && exec \"$@\"", "sh", command.sandbox.root,
          "/usr/bin/sandbox-exec", "-p", command.sandbox.seatbeltProfile,
        ] + inside, input: [])
    #else
      guard let machine = SystemCallFilter.machine,
        let bubblewrap = SearchPath.program("bwrap", environment)
      else { return nil }
      // Descriptor 3 is where bubblewrap reads the filter from; the command gets an empty input.
      return SandboxLaunch(
        words: ["-c", "exec 3<&0 0</dev/null; exec \"$@\"", "sh", bubblewrap]
          + command.sandbox.bubblewrapArguments + ["--seccomp", "3", "--"] + inside,
        input: SystemCallFilter.program(machine, hasNetwork: command.sandbox.hasNetwork))
    #endif
  }

  /// Takes away what the sandbox put into the folders to hold a place.
  static func cleanUp(_ sandbox: Sandbox) {
    #if os(Linux)
      SandboxPlan.removeStandIns(sandbox)
    #endif
  }
}
