import CNcurses

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminfo entry a screen is opened with.
@ScreenActor
struct TerminfoEntry {
  let name: String
  /// Where it lies when it is one of ours; `nil` for the system's.
  let directory: String?
  let isDirect: Bool

  /// The best entry for this terminal: ours where the system's says too little or too much, for a
  /// name the system does not know xterm's. What ours would add is given up when it cannot be made.
  static func find(
    for environment: TerminalEnvironment, output: Int32, alternateScreen: Bool
  ) throws(TerminalRefusal) -> TerminfoEntry {
    // Terminals that ship their own entry speak xterm's language where it is not installed.
    let candidates = [environment.term, "xterm-256color", "xterm"]
    let isKnown = curses_knows_terminal(environment.term, output) == 1
    guard isKnown || environment.isXtermLike,
      let name = candidates.first(where: { curses_knows_terminal($0, output) == 1 })
    else { throw .unknown(environment.term) }
    let colors = Int(curses_colors_of_terminal(name, output))
    let wantsDirect =
      (environment.hasDirectColor || colors > 256) && !environment.isInsideScreen
      && !environment.wantsNoColor && colors >= 8
    if wantsDirect || !alternateScreen, let directory = environment.cacheDirectory,
      let entry = TerminfoOverlay(
        base: name, directory: directory, hasDirectColor: wantsDirect,
        hasAlternateScreen: alternateScreen
      ).ready()
    {
      return TerminfoEntry(name: entry, directory: directory, isDirect: wantsDirect)
    }
    return TerminfoEntry(name: name, directory: nil, isDirect: false)
  }

  /// Calls `open` while ncurses finds this entry first. There is no other way to tell it but
  /// `$TERMINFO`, and `setenv` is unsafe beside other threads: screens are made before those start.
  func whileFound<Result>(_ open: () -> Result) -> Result {
    guard let directory else { return open() }
    let before = getenv("TERMINFO").map { String(cString: $0) }
    setenv("TERMINFO", directory, 1)
    defer {
      if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
    }
    return open()
  }
}
