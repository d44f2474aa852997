import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Themes from the user's folder, the installed one or the checkout.
enum ThemeChoice {
  /// The shelf with the one theme that is worn first. A theme that cannot be had is a complaint
  /// beside the default one, never a failure: the name may be one of Codex's own.
  static func shelf(
    wish: String?, environment: [String: String]
  ) -> (shelf: ThemeCatalog, complaint: String?) {
    let appearance = TerminalEnvironment(environment).appearance
    let wish = wish.map(FileFinder.expanded)
    do {
      let theme = try ThemeFile.theme(named: wish, on: appearance, in: folders(environment))
      return (ThemeCatalog([theme], wish: wish, appearance: appearance), nil)
    } catch {
      let complaint = ScreenMessages.theme(error.reason)
      return (ThemeCatalog(wish: wish, appearance: appearance), complaint)
    }
  }

  /// Every theme there is a file of. What is wrong with a file that was not asked for is not said.
  static func all(environment: [String: String]) -> [Theme] {
    ThemeFile.all(in: folders(environment)).themes
  }

  /// Where theme files are looked for, in order.
  private static func folders(_ environment: [String: String]) -> [String] {
    var folders: [String] = []
    if let base = Environment.configFolder(environment) {
      folders.append(base + "/codex-tui/themes")
    }
    guard let program = program() else { return folders }
    // PREFIX/bin/codex-tui has its themes in PREFIX/share; a build stands some folders below the
    // checkout's own.
    folders.append(program.parent(2) + "/share/codex-tui/themes")
    for depth in 3...5 { folders.append(program.parent(depth) + "/themes") }
    return folders
  }

  /// The path of the running program.
  private static func program() -> String? {
    #if canImport(Glibc)
      guard let path = realpath("/proc/self/exe", nil) else { return nil }
      defer { free(path) }
      return String(cString: path)
    #else
      // The first argument is what the shell was told: seldom a path. The number is `PROC_PIDPATHINFO_MAXSIZE`.
      var path = [CChar](repeating: 0, count: 4096)
      guard proc_pidpath(getpid(), &path, UInt32(path.count)) > 0 else { return nil }
      return String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #endif
  }
}

extension String {
  /// The folder so many steps above a path.
  fileprivate func parent(_ steps: Int) -> String {
    var path = self[...]
    for _ in 0..<steps { path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    return String(path)
  }
}
