import Support
import Testing

@testable import TUI

extension TwoScreensTests {
  @Suite("The terminal is called, lent and given the mouse")
  @ScreenActor
  struct TerminalCallTests {
    private func bytes(
      _ variables: [String: String], _ method: NotificationSequence.Method = .auto
    ) -> String {
      NotificationSequence.bytes(
        "done\u{7}\u{1b}]0;x", by: method, environment: TerminalEnvironment(variables))
    }

    @Test("OSC 9 where it is shown, the bell elsewhere, and no control in the words")
    func notifications() {
      #expect(bytes(["TERM": "xterm-kitty"]) == "\u{1b}]9;done]0;x\u{7}")
      #expect(bytes(["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"]).hasPrefix("\u{1b}]9;"))
      #expect(bytes(["TERM": "xterm-256color"]) == "\u{7}")
      #expect(bytes(["TERM": "xterm-kitty", "TMUX": "x"]) == "\u{7}")
      #expect(bytes(["TERM": "xterm-kitty"], .bell) == "\u{7}")
      #expect(bytes(["TERM": "xterm-256color"], .osc9).hasPrefix("\u{1b}]9;done"))
    }

    @Test("Nothing of the worst ends a title or a notification early, or hides in it")
    func hostile() {
      let texts = HostileText.forTerminals + HostileText.forShells + HostileText.forPages
      for text in texts {
        for words in [
          TitleSequence.bytes(text).dropFirst("\u{1b}]2;".count),
          NotificationSequence.bytes(
            text, by: .osc9, environment: TerminalEnvironment(["TERM": "xterm"])
          ).dropFirst("\u{1b}]9;".count),
        ] {
          let told = words.unicodeScalars.dropLast()
          #expect(words.unicodeScalars.last == "\u{7}")
          let bad = told.filter {
            $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
              || $0.properties.isDefaultIgnorableCodePoint && !$0.properties.isVariationSelector
          }
          // The one format character of the table that is seen: a sign of Arabic numbers.
          #expect(bad.allSatisfy { $0 == "\u{600}" }, "\(text.debugDescription): \(bad)")
        }
      }
    }

    @Test("The mouse is switched on and off once each, and what is on is off at the end")
    func mouse() throws {
      try withScreen { screen, pseudo in
        screen.present(TerminalPictures.frame(["x"]))
        _ = pseudo.output()
        screen.perform(.mouse(true))
        screen.perform(.mouse(true))
        #expect(
          String(decoding: pseudo.output(), as: UTF8.self)
            == "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h")
        screen.perform(.leave)
        #expect(String(decoding: pseudo.output(), as: UTF8.self).contains("\u{1b}[?1000l"))
        screen.perform(.resume)
        screen.perform(.mouse(false))
        let bytes = String(decoding: pseudo.output(), as: UTF8.self)
        #expect(bytes.contains("[?1000h") && bytes.hasSuffix("\u{1b}[?1000l"))
      }
    }

    @Test("Bare text stands on the normal screen, and the picture comes back")
    func lending() throws {
      try withScreen { screen, pseudo in
        let emulator = EmulatedTerminal(screen.size)
        let frame = TerminalPictures.frame(["picture"])
        screen.present(frame)
        emulator.feed(pseudo.output())
        screen.perform(.showPlain("plain\ntext\n"))
        emulator.feed(pseudo.output())
        #expect(emulator.line(0).hasPrefix("plain"))
        #expect(emulator.line(1).hasPrefix("text"))
        screen.perform(.resume)
        emulator.feed(pseudo.output())
        expectSame(frame, emulator)
      }
    }

    @Test("No title where the configuration wants none")
    func noTitle() throws {
      let pseudo = PseudoTerminal(columns: 40, rows: 6)
      defer { pseudo.close() }
      var options = CursesScreen.Options()
      (options.input, options.output, options.title) = (pseudo.inner, pseudo.inner, false)
      options.environment = TerminalEnvironment(["TERM": "xterm-256color"])
      let screen = try CursesScreen(options)
      var frame = TerminalPictures.frame(["x"])
      frame.title = "never"
      screen.present(frame)
      screen.close()
      #expect(!String(decoding: pseudo.output(), as: UTF8.self).contains("never"))
    }
  }
}
