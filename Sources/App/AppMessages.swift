import Engine

/// What the program itself says to the user: how it fails, what it is.
enum AppMessages {
  /// A sentence on stderr, with the server's own and the next step beneath.
  static func failure(_ message: String, serverSays: String?, remedy: String?) -> String {
    let said = serverSays.map { say("\n  the server says: \($0)", zh: "\n  服务器说：\($0)") } ?? ""
    return message + said + (remedy.map { "\n  → \($0)" } ?? "")
  }

  /// Part of the version, which is also logged and printed as JSON: the same in every language.
  static let developmentBuild = "development build"
}
