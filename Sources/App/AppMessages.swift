/// What the program itself says to the user: how it fails, what it is.
enum AppMessages {
  /// A sentence on stderr, with the server's own and the next step beneath.
  static func failure(_ message: String, serverSays: String?, remedy: String?) -> String {
    let said = serverSays.map { "\n  the server says: \($0)" } ?? ""
    return message + said + (remedy.map { "\n  → \($0)" } ?? "")
  }

  static let developmentBuild = "development build"
}
