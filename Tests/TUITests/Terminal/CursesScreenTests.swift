import Foundation
import Support
import Testing

@testable import TUI

extension TwoScreensTests {
  /// In the same serialized suite, for the same reason.
  @Suite("The terminal is lent")
  @ScreenActor
  struct CursesScreenTests {
    @Test("Modes are the same before and after")
    func modesComeBack() throws {
      let pseudo = PseudoTerminal(columns: 40, rows: 6)
      defer { pseudo.close() }
      let before = pseudo.modes()
      var options = CursesScreen.Options()
      (options.input, options.output) = (pseudo.inner, pseudo.inner)
      options.environment = TerminalEnvironment(["TERM": "xterm-256color"])
      let screen = try CursesScreen(options)
      #expect(pseudo.modes() != before)
      screen.perform(.leave)
      #expect(pseudo.modes() == before)
      screen.perform(.resume)
      #expect(pseudo.modes() != before)
      screen.close()
      #expect(pseudo.modes() == before)
    }

    @Test("Whatever is switched on is switched off, in reverse, inside the alternate screen")
    func switchesMirror() throws {
      try withScreen { screen, pseudo in
        screen.present(TerminalPictures.frame(["x"]))
        let start = String(decoding: pseudo.output(), as: UTF8.self)
        screen.perform(.leave)
        let end = String(decoding: pseudo.output(), as: UTF8.self)
        expectOrder(
          ["\u{1b}[?1049h", "\u{1b}[22;2t", "[?2004h", "[?1004h", "[>4;2m", "[>5u", "[?2026$p"],
          in: start)
        expectOrder(["[<u", "[>4;0m", "[?1004l", "[?2004l", "[23;2t", "\u{1b}[?1049l"], in: end)
        #expect(!start.contains("[?1000h"))
        #expect(end.contains("\u{1b}[?25h") || end.contains("\u{1b}[?12l\u{1b}[?25h"))
      }
    }

    @Test("Signals are left to the loop")
    func signalsStay() throws {
      func handlers() -> [Bool] {
        [SIGINT, SIGTERM, SIGTSTP, SIGWINCH].map { signal in
          var action = sigaction()
          sigaction(signal, nil, &action)
          #if canImport(Glibc)
            return action.__sigaction_handler.sa_handler == nil
          #else
            return action.__sigaction_u.__sa_handler == nil
          #endif
        }
      }
      let before = handlers()
      try withScreen { _, _ in #expect(handlers() == before) }
    }

    @Test("Without the alternate screen the picture stays")
    func pictureStays() async {
      await #expect(processExitsWith: .success) { @ScreenActor in
        try withScreen(alternateScreen: false) { screen, pseudo in
          let emulator = EmulatedTerminal(screen.size)
          screen.present(TerminalPictures.frame(["", "stays"]))
          screen.perform(.leave)
          emulator.feed(pseudo.output())
          #expect(emulator.line(0).hasPrefix("stays"))
          screen.perform(.resume)
          #expect(!String(decoding: pseudo.output(), as: UTF8.self).contains("1049h"))
        }
      }
    }

    @Test("After someone else wrote, redraw and resume show the picture again")
    func pictureComesBack() throws {
      try withScreen { screen, pseudo in
        let emulator = EmulatedTerminal(screen.size)
        let frame = TerminalPictures.frame(["❤️ one", "two"])
        screen.present(frame)
        emulator.feed(pseudo.output())
        emulator.feed(Array("\u{1b}[2J garbage".utf8))
        screen.perform(.redraw)
        emulator.feed(pseudo.output())
        expectSame(frame, emulator)
        screen.perform(.leave)
        // What comes while the terminal is lent is shown when it is back.
        let later = TerminalPictures.frame(["later"])
        screen.present(later)
        emulator.feed(pseudo.output() + Array("$ shell\r\n".utf8))
        screen.perform(.resume)
        emulator.feed(pseudo.output())
        expectSame(later, emulator)
        #expect(screen.size == TerminalPictures.size)
      }
    }

    @Test(
      "An image follows its frame, costs nothing while it stands, and its cells come back after it")
    func images() throws {
      try withScreen { screen, pseudo in
        screen.images.make = { [unowned screen] in screen.images.take($0, .sixel("SIXEL")) }
        for report in ["6;20;10t", "?62;4c"] { screen.handle(TerminalReport(report)) }
        func output() -> String { String(decoding: pseudo.output(), as: UTF8.self) }
        var frame = TerminalPictures.frame(["above", "│   │"])
        frame.images = [
          PlacedImage(number: 1, area: Rect(column: 1, row: 1, columns: 3, rows: 1))
        ]
        screen.present(frame)
        #expect(output().contains("\u{1b}[2;2HSIXEL"))
        screen.present(frame)
        #expect(output() == "")
        // The rows of others may change beside it.
        frame.surface.write(
          "ABOVE", ink: .text, at: Point(column: 0, row: 0), in: Rect(screen.size))
        screen.present(frame)
        #expect(!output().contains("SIXEL"))
        screen.perform(.redraw)
        #expect(output().contains("\u{1b}[2;2HSIXEL"))
        frame.images = []
        screen.present(frame)
        #expect(output().contains("│   │"))
        screen.present(frame)
        #expect(output() == "")
      }
    }

    @Test(
      "A new size is taken over",
      arguments: [Size(columns: 20, rows: 3), Size(columns: 90, rows: 30)])
    func sizeChanges(size: Size) throws {
      try withScreen { screen, pseudo in
        screen.present(TerminalPictures.frame(["before"]))
        _ = pseudo.output()
        pseudo.resize(columns: size.columns, rows: size.rows)
        screen.perform(.resized)
        #expect(screen.size == size)
        // A picture of the old size may still be on its way.
        screen.present(TerminalPictures.frame(["old", "日本語"]))
        let frame = TerminalPictures.frame(["new", "日本語", "❤️"], size: size)
        screen.present(frame)
        let emulator = EmulatedTerminal(size)
        emulator.feed(pseudo.output())
        expectSame(frame, emulator)
      }
    }

    @Test("Synchronized output is used once the terminal offers it")
    func synchronizes() throws {
      try withScreen { screen, pseudo in
        screen.present(TerminalPictures.frame(["one"]))
        #expect(!String(decoding: pseudo.output(), as: UTF8.self).contains("?2026h"))
        screen.handle(TerminalReport("?2026;2$y"))
        screen.present(TerminalPictures.frame(["❤️ two"]))
        let bytes = String(decoding: pseudo.output(), as: UTF8.self)
        #expect(bytes.hasPrefix("\u{1b}[?2026h") && bytes.hasSuffix("\u{1b}[?2026l"))
      }
    }

    @Test("A title cannot carry a control, and is sent once")
    func titleIsWashed() throws {
      try withScreen { screen, pseudo in
        var frame = TerminalPictures.frame(["x"])
        frame.title = "a\u{7}b\u{1b}]52;c;x\u{9c}c\u{202e}d"
        screen.present(frame)
        let bytes = String(decoding: pseudo.output(), as: UTF8.self)
        #expect(bytes.contains("\u{1b}]2;ab]52;c;xcd\u{7}"))
        frame.surface.write(Line("y"), at: Point(column: 0, row: 0), in: Rect(screen.size))
        screen.present(frame)
        #expect(!String(decoding: pseudo.output(), as: UTF8.self).contains("]2;"))
      }
    }

    @Test("A theme repaints, and plain terminals are asked nothing")
    func themeRepaints() throws {
      try withScreen { screen, pseudo in
        let frame = TerminalPictures.frame(["text"])
        screen.present(frame)
        _ = pseudo.output()
        screen.perform(.theme(.light))
        #expect(!pseudo.output().isEmpty)
        screen.perform(.theme(.light))
        #expect(pseudo.output().isEmpty)
      }
      try withScreen(variables: ["TERM": "linux"]) { screen, pseudo in
        var frame = TerminalPictures.frame(["x"])
        frame.title = "title"
        screen.present(frame)
        screen.perform(.copy("text"))
        let bytes = String(decoding: pseudo.output(), as: UTF8.self)
        for sequence in ["]2;", "]52", "$p", "[>", "?2004h"] { #expect(!bytes.contains(sequence)) }
      }
    }

    @Test("An entry that is missing is replaced, one that cannot draw is refused")
    func entriesAreFound() throws {
      try withScreen(variables: ["TERM": "xterm-from-the-future"]) { screen, _ in
        #expect(screen.depth == .palette)
      }
      #expect(throws: TerminalRefusal.unknown("vt-none")) {
        try withScreen(variables: ["TERM": "vt-none"]) { _, _ in }
      }
    }

    @Test("In the C locale wide text is there")
    func cLocale() async {
      await #expect(processExitsWith: .success) { @ScreenActor in
        setenv("LC_ALL", "C", 1)
        try withScreen { screen, pseudo in
          let emulator = EmulatedTerminal(screen.size)
          let frame = TerminalPictures.frame(["日本語 ┌─┐ é"])
          screen.present(frame)
          emulator.feed(pseudo.output())
          expectSame(frame, emulator)
        }
      }
    }

    private func expectOrder(
      _ parts: [String], in text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      var rest = text[...]
      for part in parts {
        guard let found = rest.range(of: part) else {
          Issue.record(
            "\(part.debugDescription) is missing or early in \(text.debugDescription)",
            sourceLocation: sourceLocation)
          return
        }
        rest = rest[found.upperBound...]
      }
    }
  }
}
