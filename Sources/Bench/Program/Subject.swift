import Foundation

/// A program under measurement: how it is started and how one knows that it is ready.
struct Subject {
  var name: String
  var command: [String]
  var environment: [String: String]
  /// On the screen once a prompt can be typed.
  var ready: String
  /// Seconds to wait for that.
  var patience: Double = 20
  /// Asks on stdin-less pipes, for the shell.
  var exec: [String]

  /// Ours, talking to a flood on loopback.
  static func codexTUI(_ program: String, port: Int) throws -> Subject {
    let home = try folder()
    let configuration = """
      profile = "flood"
      [model_providers.flood]
      name = "flood"
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "chat"
      [profiles.flood]
      model_provider = "flood"
      model = "flood"
      """
    try FileManager.default.createDirectory(
      atPath: home + "/.codex", withIntermediateDirectories: true)
    try configuration.write(
      toFile: home + "/.codex/config.toml", atomically: true, encoding: .utf8)
    return Subject(
      name: "codex-tui", command: [program], environment: environment(home), ready: "ready",
      exec: [program, "exec", "go"])
  }

  static func environment(_ home: String) -> [String: String] {
    [
      "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "NO_PROXY": "*",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }

  /// A home of its own, so that no other configuration is read.
  static func folder() throws -> String {
    let path = NSTemporaryDirectory() + "codex-tui-bench-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
