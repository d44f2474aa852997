import Engine

/// What is said of a model, on the screen and in the shell.
package enum ModelLabel {
  /// A model's name without who made it: `qwen/qwen3-4b` → `qwen3-4b`.
  static func short(_ name: String) -> String {
    name.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? name
  }

  package static func residency(_ residency: ModelInfo.Residency) -> String {
    let chinese =
      switch residency {
      case .loaded: "已加载"
      case .loading: "加载中"
      case .notLoaded: "磁盘上"
      case .unknown: "已列出"
      }
    return say(key(residency), zh: chinese)
  }

  /// The same in JSON, in every language.
  package static func key(_ residency: ModelInfo.Residency) -> String {
    switch residency {
    case .loaded: "loaded"
    case .loading: "loading"
    case .notLoaded: "on disk"
    case .unknown: "listed"
    }
  }

  /// `2.5 GB`
  package static func size(_ bytes: Int) -> String { bytes.inGigabytes }

  /// `45 MB/s`, `320 kB/s`
  static func rate(_ bytesPerSecond: Double) -> String {
    bytesPerSecond < 1_000_000
      ? "\(Int(bytesPerSecond / 1000)) kB/s" : "\(Int(bytesPerSecond / 1_000_000)) MB/s"
  }
}
