#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process's environment as a dictionary, without Foundation.
enum Environment {
  static var current: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }

  /// Where programs keep their settings: `XDG_CONFIG_HOME` where that is a whole path, else `~/.config`.
  static func configFolder(_ environment: [String: String]) -> String? {
    if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") { return base }
    return environment["HOME"].map { $0 + "/.config" }
  }
}
