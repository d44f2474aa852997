#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a tool of this machine is looked for, so that no other user's program is run in its place.
package enum SearchPath {
  /// The tool in every folder of `PATH`. A relative entry would run what lies in the working directory.
  package static func paths(of name: String, _ environment: [String: String]) -> [String] {
    let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    return folders.map { ($0.hasSuffix("/") ? $0 : $0 + "/") + name }
  }

  /// The first program of that name that may be run; `nil` where none is installed.
  package static func program(_ name: String, _ environment: [String: String]) -> String? {
    paths(of: name, environment).first(where: mayRun)
  }

  /// Whether it is a program that only its owner and the machine's can have put there: neither it nor its
  /// folder can be changed by every user, as in `/tmp`.
  package static func mayRun(_ path: String) -> Bool {
    guard access(path, X_OK) == 0, let slash = path.lastIndex(of: "/") else { return false }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return [path, folder].allSatisfy { place in
      var status = stat()
      return stat(place, &status) == 0 && status.st_mode & S_IWOTH == 0
    }
  }
}

extension String {
  /// The path that a leading `~/` means, as a shell would read it; others are left as they are.
  package func fromHome(_ home: String?) -> String {
    guard let home, !home.isEmpty, hasPrefix("~/") else { return self }
    return home + dropFirst()
  }
}
