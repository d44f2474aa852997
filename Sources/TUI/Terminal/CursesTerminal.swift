import CNcurses

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// ncurses on one terminal, from `newterm` to `delscreen`: raw keys, modes, colours, and all of it
/// taken back.
///
/// ncurses is the output side only. Keys never pass through it (`wgetch` would also refresh the
/// screen), so its keypad mode and its mouse stay off.
@ScreenActor
final class CursesTerminal {
  let device: TerminalDevice
  let depth: ColorDepth
  private(set) var mode: TerminalMode
  private let handle: OpaquePointer
  private let streams: [UnsafeMutablePointer<FILE>]
  private var picture: PictureBuffer
  /// terminfo's `rmcup`; `nil` when the picture stays in the scrollback.
  private let exitAlternateScreen: String?
  /// How rows are moved; `nil` where that is not ours, and ncurses may scroll the whole screen.
  let scroll: RowScroll?
  private let savedModes: termios
  private(set) var isOurs = false
  /// Takes in the answers that the terminal still owes, before the shell could get them.
  var settleAnswers: () -> Void = {}

  init(_ options: CursesScreen.Options) throws(TerminalRefusal) {
    let environment = options.environment
    Self.speakUTF8()
    let entry = try TerminfoEntry.find(
      for: environment, output: options.output, alternateScreen: options.alternateScreen)
    var modes = termios()
    tcgetattr(options.output, &modes)
    savedModes = modes
    guard let output = fdopen(dup(options.output), "w"), let input = fdopen(dup(options.input), "r")
    else { throw .outputIsNoTerminal }
    // $LINES and $COLUMNS are of the time the shell started; the terminal knows better.
    use_env(false)
    use_tioctl(true)
    let screen = Self.keepingSignals { entry.whileFound { newterm(entry.name, output, input) } }
    guard let screen, curses_capability("cup") != nil, curses_capability("clear") != nil else {
      throw .incapable(environment.term)
    }
    handle = screen
    streams = [output, input]
    device = TerminalDevice(output: options.output)
    picture = PictureBuffer(number: fileno(output), of: device)
    mode = TerminalMode(environment: environment, mouse: options.mouse)
    depth = Self.startColors(environment: environment, isDirect: entry.isDirect)
    exitAlternateScreen = curses_capability("rmcup").map { String(cString: $0) }
    scroll = entry.scroll
    begin()
  }

  /// Modes of ncurses and of the terminal, in the order that every terminal takes them.
  private func begin() {
    raw()
    noecho()
    nonl()
    curses_prepare_window()
    // Sends what newterm has only buffered: from here on we are on the alternate screen.
    if curs_set(0) == ERR { curses_update() }
    enter()
    // Before the first picture, which erases whatever an odd terminal shows of the questions.
    device.write(mode.questions)
  }

  private func enter() {
    device.write(mode.entering)
    arm()
    isOurs = true
  }

  /// From now on a crash puts back what is switched on now.
  private func arm() {
    CrashRestore.arm(
      drawing: (device.output, fileno(streams[0])), modes: savedModes,
      bytes: (scroll == nil ? "" : RowScroll.rescue)
        + mode.rescue(exitAlternateScreen: exitAlternateScreen ?? ""))
  }

  /// Gives the terminal to the shell or an editor, as it was.
  func leave() {
    guard isOurs else { return }
    isOurs = false
    device.write(mode.leaving)
    settleAnswers()
    endwin()
    // Answers and mouse reports still on their way in are not for the shell.
    tcflush(device.output, TCIFLUSH)
    // Below the picture that stays.
    if exitAlternateScreen == nil { device.write("\n") }
    CrashRestore.disarm()
  }

  /// Gives the terminal away with a text to read and select. Keys still come one by one, unseen.
  func showPlain(_ text: String) {
    guard isOurs else { return }
    leave()
    var modes = savedModes
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    modes.c_iflag &= ~tcflag_t(IXON)
    tcsetattr(device.output, TCSADRAIN, &modes)
    device.write(text)
  }

  /// Takes the mouse, or leaves it to the terminal's own selection.
  func setMouse(_ wanted: Bool) {
    guard wanted != mode.hasMouse else { return }
    mode = mode.with(mouse: wanted)
    guard isOurs else { return }
    device.write(mode.mouseSwitch)
    arm()
  }

  /// Takes the terminal again; `draw` is to send everything.
  func resume(_ draw: () -> Void) {
    guard !isOurs else { return }
    reset_prog_mode()
    resize()
    curses_distrust_all()
    isOurs = true
    draw()
    enter()
  }

  /// Sends what changed in ncurses' window, between two texts of ours.
  func update(_ before: String, _ after: (ArraySlice<UInt8>?) -> String) {
    picture.send(before, curses_update, after)
  }

  func close() {
    leave()
    delscreen(handle)
    picture.end()
    streams.forEach { fclose($0) }
  }

  var size: Size { device.size ?? Size(columns: 80, rows: 24) }

  /// Tells ncurses how large the terminal is now.
  func resize() {
    resize_term(Int32(size.rows), Int32(size.columns))
    curses_distrust_all()
  }

  // MARK: Before the screen exists

  /// Under `LC_ALL=C` ncurses shows no wide text at all; the messages stay in the locale they are
  /// in, only characters become UTF-8.
  private static func speakUTF8() {
    setlocale(LC_CTYPE, "")
    for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"] where curses_locale_is_utf8() == 0 {
      setlocale(LC_CTYPE, name)
    }
  }

  /// `newterm` puts handlers on four signals that exit, stop or redraw on their own; the loop owns
  /// these signals.
  private static func keepingSignals<Result>(_ body: () -> Result) -> Result {
    let signals = [SIGINT, SIGTERM, SIGTSTP, SIGWINCH]
    var before = signals.map { _ in sigaction() }
    for (index, signal) in signals.enumerated() { sigaction(signal, nil, &before[index]) }
    defer {
      for (index, signal) in signals.enumerated() { sigaction(signal, &before[index], nil) }
    }
    return body()
  }

  private static func startColors(
    environment: TerminalEnvironment, isDirect: Bool
  ) -> ColorDepth {
    guard !environment.wantsNoColor, has_colors() else { return .mono }
    start_color()
    use_default_colors()
    return ColorDepth(
      colors: Int(curses_color_count()), isDirect: isDirect, environment: environment)
  }
}
