import Testing

@testable import TUI

@Suite("Plain text as it grows")
struct PlainLayoutTests {
  static let text = """
    The user wants the shortest program that prints a moving dot. In ncurses that is
    initscr, a loop of mvaddch and refresh…\tWait:  the cursor should be hidden!\r
    \r
    漢字、漢字「漢」👩‍💻🇩🇪 \u{1B}[31mred\u{1B}[0m supercalifragilisticexpialidocious-and-more e\u{301}

    """

  private func layout(_ pieces: [String], width: Int) -> PlainLayout {
    var layout = PlainLayout(width: width, ink: Ink(.thinking))
    for piece in pieces { layout.append(piece) }
    layout.settle()
    return layout
  }

  @Test("Any pieces give the lines of the whole", arguments: [2, 7, 20, 80])
  func pieces(width: Int) {
    let whole = layout([Self.text], width: width).lines
    let scalars = Self.text.unicodeScalars.map { String($0) }
    #expect(layout(scalars, width: width).lines == whole)
    for cut in 0...scalars.count {
      let pieces = [scalars[..<cut].joined(), scalars[cut...].joined()]
      #expect(layout(pieces, width: width).lines == whole, "cut at \(cut)")
    }
  }

  @Test("The line being written is visible, and an end of line ends it")
  func live() {
    var layout = PlainLayout(width: 10, ink: Ink(.thinking))
    #expect(layout.lineCount == 0)
    layout.append("one")
    #expect(layout.lines.map(\.text) == ["one"])
    layout.append(" two three\n")
    #expect(layout.lines.map(\.text) == ["one two", "three", ""])
    layout.settle()
    #expect(layout.lines.map(\.text) == ["one two", "three"])
    #expect(layout.byteCount == 14)
  }

  @Test("Another width lays out anew")
  func width() {
    var layout = layout([Self.text], width: 80)
    layout.width = 20
    #expect(layout.lines == self.layout([Self.text], width: 20).lines)
  }

  @Test("A long line costs what arrives, not what is there")
  func linear() {
    var layout = PlainLayout(width: 80)
    for _ in 0..<20_000 { layout.append("word ") }
    #expect(layout.linesWrapped <= 2 * 20_000)
  }
}
