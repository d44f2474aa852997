/// What a model reads of a command: its output, how it ended, and what the sandbox had to do with it.
extension ToolResult {
  static func shell(
    _ ending: ShellHost.Ending, _ output: String, sandbox: Sandbox, limit: Duration,
    touched: [String]
  ) -> ToolResult {
    var parts = output.isEmpty ? [] : [output]
    var status = Status.done
    switch ending {
    case .exited(0): if output.isEmpty { parts.append(exited(0)) }
    case .exited(let code):
      status = .failed
      parts.append(exited(code))
      if isAboutTheSandbox(output, code) { parts.append(ranInSandbox(sandbox.words)) }
    case .timedOut:
      status = .failed
      parts.append(timedOut(after: limit))
    case .refused(let words):
      status = .refused
      parts.append(words)
    }
    if !touched.isEmpty { parts.append(Self.touched(touched)) }
    return ToolResult(status, parts.joined(separator: "\n"))
  }

  /// The words of systems where something may not be done. 2, 126 and 127 are a command's own mistakes.
  private static func isAboutTheSandbox(_ output: String, _ code: Int) -> Bool {
    guard ![2, 126, 127].contains(code) else { return false }
    return [
      "Read-only file system", "Operation not permitted", "Permission denied",
      "Network is unreachable", "Temporary failure in name resolution",
    ].contains { output.contains($0) }
  }
}
