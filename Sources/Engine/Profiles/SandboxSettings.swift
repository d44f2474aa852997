/// What a shell that a model runs may reach: Codex's `sandbox_mode` and `[sandbox_workspace_write]`.
package struct SandboxSettings: Equatable, Sendable {
  package enum Mode: String, CaseIterable, Sendable {
    case readOnly = "read-only"
    case workspaceWrite = "workspace-write"
    /// Codex's word for no sandbox at all. There is no such shell here: it counts as `workspace-write`.
    case fullAccess = "danger-full-access"
  }

  package var mode = Mode.readOnly
  /// Folders besides the one the program was started in.
  package var writableRoots: [String] = []
  package var hasNetwork = false

  package init() {}

  static let top = SettingTable<SandboxSettings>(
    name: "",
    settings: [
      .choice(
        "sandbox_mode", Mode.self, usual: "\"read-only\"",
        "What the shell of [tools] may write; danger-full-access counts as workspace-write."
      ) { $0.mode = $1 }
    ])

  static let workspace = SettingTable<SandboxSettings>(
    name: "sandbox_workspace_write",
    settings: [
      .strings("writable_roots", usual: "[]", "Folders it may write besides the one you start in.")
      {
        $0.writableRoots = $1
      },
      .bool("network_access", usual: "false", "Whether it reaches the network.") {
        $0.hasNetwork = $1
      },
    ])
}
