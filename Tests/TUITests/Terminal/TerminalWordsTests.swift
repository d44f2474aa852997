import Testing

@testable import TUI

@Suite("What is said to a terminal and by it")
struct TerminalWordsTests {
  @Test("A refusal is one line with the next step")
  func refusals() {
    func refusal(_ input: Bool, _ output: Bool, _ term: String?) -> TerminalRefusal? {
      TerminalRefusal(
        inputIsTerminal: input, outputIsTerminal: output,
        environment: TerminalEnvironment(term.map { ["TERM": $0] } ?? [:]))
    }
    #expect(refusal(true, true, "xterm") == nil)
    #expect(refusal(false, true, "xterm") == .inputIsNoTerminal)
    #expect(refusal(true, false, "xterm") == .outputIsNoTerminal)
    #expect(refusal(true, true, nil) == .noTerm)
    #expect(refusal(true, true, "") == .noTerm)
    #expect(refusal(true, true, "dumb") == .dumb("dumb"))
    let all: [TerminalRefusal] = [
      .inputIsNoTerminal, .outputIsNoTerminal, .noTerm, .dumb("d"), .unknown("u"), .incapable("i"),
    ]
    for refusal in all {
      #expect(refusal.reason.contains("Try: ") && !refusal.reason.contains("\n"))
    }
  }

  @Test("Reports are understood")
  func reports() {
    #expect(TerminalReport("?2026;2$y") == .mode(2026, isKnown: true))
    #expect(TerminalReport("?2026;0$y") == .mode(2026, isKnown: false))
    #expect(TerminalReport("?2026;4$y") == .mode(2026, isKnown: false))
    #expect(TerminalReport("?62;22c") == .attributes(hasSixel: false))
    #expect(TerminalReport("?62;4;22c") == .attributes(hasSixel: true))
    #expect(TerminalReport("?4;22c") == .attributes(hasSixel: false))
    #expect(TerminalReport(">|kitty(0.32.2)") == .name("kitty(0.32.2)"))
    #expect(TerminalReport("6;20;10t") == .cell(CellPixels(width: 10, height: 20)))
    #expect(TerminalReport("6;0;10t") == .other)
    #expect(TerminalReport("?5u") == .kittyKeyboard(flags: 5))
    #expect(TerminalReport("52;p;aGVsbG8=") == .marked("hello"))
    #expect(
      TerminalReport("11;rgba:1e1e/1e1e/2e2e/cccc") == .background(red: 30, green: 30, blue: 46))
    #expect(TerminalReport("11;rgb:2828/0000/ffff") == .background(red: 40, green: 0, blue: 255))
    #expect(TerminalReport("11;rgb:f/0/8") == .background(red: 255, green: 0, blue: 136))
    for report in ["", "?", "11;rgb:", "11;rgb:xx/00/00", "11;rgb:-1/00/00", "?2026$y", "12;3R"] {
      #expect(TerminalReport(report) == .other, "\(report)")
    }
    #expect(TerminalReport("11;rgb:2e2e/3434/4040").appearance == .dark)
    #expect(TerminalReport("11;rgb:fdfd/f6f6/e3e3").appearance == .light)
    #expect(TerminalReport("?62c").appearance == nil)
  }

  @Test("Text goes to the clipboard whole or not at all")
  func clipboard() {
    let plain = TerminalEnvironment(["TERM": "xterm"])
    #expect(ClipboardSequence.bytes("hé", environment: plain) == "\u{1b}]52;c;aMOp\u{7}")
    let tmux = TerminalEnvironment(["TERM": "screen", "TMUX": "/tmp/x,1,0", "STY": "old"])
    #expect(
      ClipboardSequence.bytes("a", environment: tmux)
        == "\u{1b}]52;c;YQ==\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{7}\u{1b}\\")
    let screen = TerminalEnvironment(["TERM": "screen", "STY": "1.pts"])
    let long = ClipboardSequence.bytes(String(repeating: "x", count: 3000), environment: screen)
    let parts = (long ?? "").split(separator: "\u{1b}\\").map(String.init)
    #expect(parts.count == 8 && parts.allSatisfy { $0.hasPrefix("\u{1b}P") && $0.utf8.count < 768 })
    let huge = String(repeating: "x", count: ClipboardSequence.limit + 1)
    #expect(ClipboardSequence.bytes(huge, environment: plain) == nil)
  }

  @Test("The environment is read once, in one place")
  func environment() {
    let full = TerminalEnvironment([
      "TERM": "xterm-kitty", "COLORTERM": "TrueColor", "NO_COLOR": "", "HOME": "/home/a",
      "XDG_CACHE_HOME": "relative",
    ])
    #expect(full.hasDirectColor && !full.wantsNoColor && full.isXtermLike)
    #expect(full.cacheDirectory == "/home/a/.cache/codex-tui/terminfo")
    #expect(!TerminalEnvironment(["TERM": "linux"]).isXtermLike)
    #expect(!TerminalEnvironment([:]).isXtermLike)
    #expect(TerminalEnvironment(["NO_COLOR": "1"]).wantsNoColor)
  }

  @Test("Colours keep apart what the theme keeps apart", arguments: ColorDepth.allCases)
  func coloursStayApart(depth: ColorDepth) {
    for theme in Theme.builtIn {
      for role in Role.allCases {
        let style = theme.style(role)
        let (foreground, background) = depth.numbers(style)
        #expect(foreground != background || foreground < 0, "\(theme.name) \(role)")
      }
    }
    #expect(depth.number(.standard) == -1)
  }

  @Test("Depths follow the entry and the environment")
  func depths() {
    func depth(_ colors: Int, _ variables: [String: String] = [:]) -> ColorDepth {
      ColorDepth(colors: colors, isDirect: false, environment: TerminalEnvironment(variables))
    }
    #expect(depth(-1) == .mono && depth(8) == .eight && depth(16) == .sixteen)
    #expect(depth(88) == .sixteen && depth(256) == .palette && depth(1 << 24) == .eight)
    #expect(depth(256, ["NO_COLOR": "1"]) == .mono)
    #expect(ColorDepth.direct.number(.rgb(0, 0, 9)) == 0x010009)
    #expect(ColorDepth.palette.number(.rgb(255, 0, 0)) == 196)
    // A warm grey stays a grey: by distance in RGB it would be a pink.
    #expect(ColorDepth.palette.number(.rgb(0xa8, 0x99, 0x84)) == 247)
    #expect(ColorDepth.sixteen.number(.rgb(0xff, 0x8a, 0x8a)) == 9)
    // Red means failure alone; what is dark enough for white paper keeps its hue.
    #expect(ColorDepth.sixteen.number(.rgb(0xff, 0xb5, 0x70)) == 11)
    #expect(ColorDepth.eight.number(.rgb(0xd9, 0x71, 0x45)) == 3)
    #expect(ColorDepth.sixteen.number(.rgb(0x9a, 0x4a, 0x00)) == 1)
  }
}
