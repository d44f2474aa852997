import CProgram

/// The program's own version.
enum Version {
  static let text = "0.2.0"

  /// The commit of a release; `nil` in a build for development.
  static var commit: String? {
    let commit = String(cString: codex_tui_commit())
    return commit.isEmpty ? nil : commit
  }

  /// `0.1.0 (1a2b3c4)`
  static var full: String { "\(text) (\(commit ?? AppMessages.developmentBuild))" }
}
