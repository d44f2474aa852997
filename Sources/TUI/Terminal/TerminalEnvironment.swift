#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the environment variables say about the terminal. A value, so that tests can make one.
package struct TerminalEnvironment: Equatable, Sendable {
  /// `$TERM`, the name of the terminfo entry; empty when unset.
  package var term: String
  /// `$COLORTERM` promises 24-bit colour.
  package var hasDirectColor: Bool
  /// `$NO_COLOR` is set and not empty, <https://no-color.org>.
  package var wantsNoColor: Bool
  package var isInsideTmux: Bool
  /// Inside GNU screen, which inherits `$COLORTERM` but cannot do what it promises.
  package var isInsideScreen: Bool
  /// `$TERM_PROGRAM`, the terminal's own name, in small letters; empty when unset.
  package var program: String
  /// What `$COLORFGBG` says of the background, as rxvt and Konsole set it: `15;0` is white on black.
  package var appearance: Theme.Appearance?
  /// xterm itself, which sets `$XTERM_VERSION`.
  package var isXterm: Bool
  /// It shows progress that OSC 9;4 tells.
  package var takesProgress: Bool
  /// What the environment says of the terminal's name, for one that does not tell it; empty where it says nothing.
  package var graphicsName: String
  /// Where compiled terminfo entries are kept; `nil` when there is no home directory.
  package var cacheDirectory: String?

  package init(_ variables: [String: String]) {
    term = variables["TERM"] ?? ""
    let colorTerm = variables["COLORTERM"]?.lowercased() ?? ""
    hasDirectColor = colorTerm == "truecolor" || colorTerm == "24bit"
    wantsNoColor = variables["NO_COLOR"]?.isEmpty == false
    isInsideTmux = variables["TMUX"]?.isEmpty == false || term.hasPrefix("tmux")
    isInsideScreen =
      variables["STY"]?.isEmpty == false && term.hasPrefix("screen") && !isInsideTmux
    program = variables["TERM_PROGRAM"]?.lowercased() ?? ""
    appearance = variables["COLORFGBG"].flatMap(Self.appearance)
    isXterm = variables["XTERM_VERSION"]?.isEmpty == false
    // Multiplexers pass on what they do not know, or print it.
    takesProgress =
      !isInsideTmux && !isInsideScreen
      && (["ghostty", "wezterm"].contains(program)
        || ["WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ConEmuANSI"].contains {
          variables[$0]?.isEmpty == false
        })
    let isKitty =
      term == "xterm-kitty" || term == "xterm-ghostty"
      || variables["KITTY_WINDOW_ID"]?.isEmpty == false
    graphicsName =
      isKitty ? "kitty" : program == "iterm.app" ? "iterm2" : program
    cacheDirectory = Self.cacheDirectory(variables)
  }

  private static func appearance(_ colors: String) -> Theme.Appearance? {
    guard let last = colors.split(separator: ";").last, let number = Int(last) else { return nil }
    return number == 7 || (9...15).contains(number) ? .light : .dark
  }

  /// The variables of this process.
  package static var current: TerminalEnvironment {
    let names = [
      "TERM", "COLORTERM", "NO_COLOR", "TMUX", "STY", "COLORFGBG", "TERM_PROGRAM", "XDG_CACHE_HOME",
      "HOME", "XTERM_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ConEmuANSI",
    ]
    return TerminalEnvironment(
      Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          getenv(name).map { (name, String(cString: $0)) }
        }))
  }

  /// The terminal reads xterm's control strings and swallows those it does not know. Consoles and
  /// hardware terminals print them instead.
  package var isXtermLike: Bool {
    let plain = ["linux", "vt", "ansi", "dumb", "cons", "sun", "hurd", "mach", "cygwin", "pcansi"]
    return !term.isEmpty && !plain.contains { term.hasPrefix($0) }
  }

  /// A relative `$XDG_CACHE_HOME` is to be ignored, says the XDG base directory specification.
  private static func cacheDirectory(_ variables: [String: String]) -> String? {
    if let cache = variables["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return cache + "/codex-tui/terminfo"
    }
    guard let home = variables["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.cache/codex-tui/terminfo"
  }
}
