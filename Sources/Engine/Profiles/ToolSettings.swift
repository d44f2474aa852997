/// `[tools]`: which tools new conversations have, and when one has to be asked for.
package struct ToolSettings: Equatable, Sendable {
  package enum Approval: String, CaseIterable, Sendable {
    /// Every call is asked for, unless it was allowed for longer.
    case ask
    /// A tool that says it only reads, of a server marked `trusted`, needs no question.
    case readOnlyFree = "read-only-free"
    /// No call is ever run.
    case deny
  }

  package var approval = Approval.ask
  /// `server` or `server:tool`, for conversations that have not chosen their own.
  package var enabled: [String] = []
  package var callsPerTurn = 25
  /// Codex's `approval_policy = "untrusted"`: no yes holds for longer than its call.
  package var asksAlways = false
  /// Whether there is a shell at all.
  package var hasShell = false
  package var sandbox = SandboxSettings()

  package init() {}

  static let table = SettingTable<ToolSettings>(
    name: "tools",
    settings: [
      .choice(
        "approval", Approval.self, usual: "\"ask\"",
        "Whether each call is asked for; read-only-free spares tools of trusted servers that say they only read."
      ) { $0.approval = $1 },
      .strings(
        "enabled", usual: "[]",
        "What new conversations may call: server or server:tool."
      ) { $0.enabled = $1 },
      .int(
        "calls_per_turn", kind: "count", in: 1...1000, usual: "25",
        "Calls after which you are asked whether the model may go on."
      ) { $0.callsPerTurn = $1 },
      .bool("shell", usual: "false", "Whether there is a shell, in a sandbox (sandbox_mode).") {
        $0.hasShell = $1
      },
    ])
}
