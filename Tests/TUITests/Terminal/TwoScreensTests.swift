import CVTerm
import Support
import Testing

@testable import TUI

/// Runs `body` with a screen on a pseudo-terminal.
@ScreenActor
func withScreen(
  size: Size = TerminalPictures.size, variables: [String: String] = [:],
  theme: Theme = .standard, alternateScreen: Bool = true,
  _ body: @ScreenActor (CursesScreen, PseudoTerminal) throws -> Void
) throws {
  let pseudo = PseudoTerminal(columns: size.columns, rows: size.rows)
  defer { pseudo.close() }
  var options = CursesScreen.Options()
  options.theme = theme
  options.alternateScreen = alternateScreen
  options.input = pseudo.inner
  options.output = pseudo.inner
  options.environment = TerminalEnvironment(
    ["TERM": "xterm-256color", "XDG_CACHE_HOME": "/tmp/codex-tui-tests"]
      .merging(variables) { $1 })
  let screen = try CursesScreen(options)
  defer { screen.close() }
  try body(screen, pseudo)
}

/// ncurses has one state per process, so these run one after another.
@Suite("Two screens, one picture", .serialized)
@ScreenActor
struct TwoScreensTests {
  @Test("Every picture arrives cell by cell", arguments: TerminalPictures.all.map(\.name))
  func everyPictureArrives(name: String) throws {
    let frame = try #require(TerminalPictures.all.first { $0.name == name }?.frame)
    try withScreen { screen, pseudo in
      let emulator = EmulatedTerminal(screen.size)
      screen.present(frame)
      emulator.feed(pseudo.output())
      expectSame(frame, emulator)
    }
  }

  @Test("Every picture follows every other")
  func everyPictureFollows() throws {
    try withScreen { screen, pseudo in
      let emulator = EmulatedTerminal(screen.size)
      for before in TerminalPictures.all {
        for after in TerminalPictures.all {
          screen.present(before.frame)
          screen.present(after.frame)
          emulator.feed(pseudo.output())
          guard expectSame(after.frame, emulator, "\(before.name) → \(after.name)") else { return }
        }
      }
    }
  }

  @Test("A single changed cell beside a hard glyph moves nothing")
  func neighboursStay() throws {
    try withScreen { screen, pseudo in
      let emulator = EmulatedTerminal(screen.size)
      for line in ["a👩‍💻b❤️c🇩🇪d", "a👩‍💻x❤️c🇩🇪d", "a  x❤️c🇩🇪d", "a日x❤️c  d", "日本x", ""] {
        let frame = TerminalPictures.frame([line, "untouched"])
        screen.present(frame)
        emulator.feed(pseudo.output())
        expectSame(frame, emulator, line)
      }
    }
  }

  @Test("An identical picture costs no byte", arguments: TerminalPictures.all.map(\.name))
  func identicalCostsNothing(name: String) throws {
    let frame = try #require(TerminalPictures.all.first { $0.name == name }?.frame)
    try withScreen { screen, pseudo in
      screen.present(frame)
      _ = pseudo.output()
      screen.present(frame)
      #expect(pseudo.output().isEmpty)
    }
  }

  @Test("The cursor stands where the frame says")
  func cursorStands() throws {
    try withScreen { screen, pseudo in
      let emulator = EmulatedTerminal(screen.size)
      for place in [Point(column: 3, row: 2), Point(column: 39, row: 5), Point(column: 0, row: 0)] {
        screen.present(TerminalPictures.frame(["❤️ one", "two"], cursor: place))
        emulator.feed(pseudo.output())
        #expect(emulator.cursor == place)
      }
    }
  }

  @Test("Colours arrive in every depth")
  func coloursArrive() async {
    // Processes of their own: 24-bit colour sets an environment variable.
    await #expect(processExitsWith: .success) { @ScreenActor in
      try expectColours(["COLORTERM": "truecolor"], 0x1d0_8770, 0x101_0020)
    }
    await #expect(processExitsWith: .success) { @ScreenActor in
      try expectColours([:], 173, 232)
      try expectColours(["TERM": "linux"], 3, 0)
      try expectColours(["NO_COLOR": "1"], -1, -1)
      try expectColours(["TERM": "vt100", "COLORTERM": "truecolor"], -1, -1)
    }
  }
}

/// Shows one styled word and compares its cell's colours.
@ScreenActor
private func expectColours(
  _ variables: [String: String], _ foreground: Int32, _ background: Int32
) throws {
  let theme = Theme(
    name: "t", styles: [.error: Style(.rgb(0xd0, 0x87, 0x70), on: .rgb(0, 0, 0x20), .bold)])
  try withScreen(variables: variables, theme: theme) { screen, pseudo in
    let emulator = EmulatedTerminal(screen.size)
    var surface = Surface(screen.size)
    surface.write(Line("red", Ink(.error)), at: Point(column: 1, row: 1), in: Rect(screen.size))
    screen.present(Frame(surface: surface))
    emulator.feed(pseudo.output())
    let cell = emulator.cell(1, 1)
    // Without colours the mono theme says "error", in bold as well.
    #expect(cell.bold == 1, "\(variables)")
    #expect(cell.foreground == foreground, "\(variables)")
    #expect(cell.background == background, "\(variables)")
  }
}

/// Compares what a terminal shows with the cells of the frame; says the first difference.
@ScreenActor
@discardableResult
func expectSame(
  _ frame: Frame, _ emulator: EmulatedTerminal, _ name: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  let surface = frame.surface
  for row in 0..<surface.size.rows {
    for column in 0..<surface.size.columns {
      let cell = surface[column, row]
      let shown = emulator.cell(column, row)
      let wanted = cell.glyph.width == 0 ? nil : cell.glyph.text
      let isStruck = cell.ink.attributes.contains(.strikethrough)
      let leader = column > 0 ? surface[column - 1, row].glyph : nil
      guard isSame(cell.glyph, after: leader, emulator.text(column, row)),
        // The right half of a wide glyph has no look of its own.
        wanted == nil || isStruck == (shown.strike == 1)
      else {
        Issue.record(
          """
          \(name) differs at column \(column), row \(row): wanted \
          \(wanted.debugDescription), got \(emulator.text(column, row).debugDescription)
          \((0..<surface.size.rows).map { "|" + emulator.line($0) + "|" }.joined(separator: "\n"))
          """, sourceLocation: sourceLocation)
        return false
      }
    }
  }
  return true
}

/// libvterm 0.1 joins no emoji, knows no VS16 and no character newer than 2019. Of such a glyph it
/// keeps the first scalar, and under its right half stands a blank or another part of it.
private func isSame(_ wanted: Glyph, after leader: Glyph?, _ shown: String?) -> Bool {
  guard wanted.width == 0 else {
    if wanted.text == shown { return true }
    return wanted.scalarCount > 1 && wanted.scalars.first == shown?.unicodeScalars.first
  }
  guard let shown, let leader else { return true }
  let isNew = leader.scalar(at: 0) > 0x1FA00 || leader.scalar(at: 0) == 0x1F6DC
  guard leader.scalarCount > 1 || isNew else { return false }
  return shown == " " || leader.scalars.contains { $0 == shown.unicodeScalars.first }
}
