import Support
import Testing

@testable import TUI

@Suite("Images on the terminal")
@ScreenActor
struct TerminalImagesTests {
  private static let cell = CellPixels(width: 10, height: 20)

  /// A terminal that answered; what is made is at hand at once.
  private func terminal(
    _ name: String, hasSixel: Bool = false, wish: ImageWish = .auto,
    making: @escaping @ScreenActor (TerminalImages.Order) -> TerminalImages.Content?
  ) -> TerminalImages {
    let images = TerminalImages(wish, environment: TerminalEnvironment(["TERM": "xterm-256color"]))
    images.make = { [unowned images] order in
      if let content = making(order) { images.take(order, content) }
    }
    images.note(.name(name), device: nil)
    images.note(.cell(Self.cell), device: nil)
    images.note(.attributes(hasSixel: hasSixel), device: nil)
    return images
  }

  private func frame(_ images: (UInt16, column: Int, row: Int)..., streaming: Bool = false) -> Frame
  {
    var frame = Frame(surface: Surface(Size(columns: 80, rows: 24)))
    frame.images = images.map {
      PlacedImage(
        number: $0.0, area: Rect(column: $0.column, row: $0.row, columns: 4, rows: 2))
    }
    frame.isStreaming = streaming
    return frame
  }

  @Test(
    "Who takes what",
    arguments: [
      ("kitty(0.32.2)", false, ImageProtocol.kitty), ("ghostty 1.1.0", false, .kitty),
      ("WezTerm 20240203", true, .iterm2), ("iTerm2 3.5.0", true, .iterm2),
      ("XTerm(390)", true, .sixel), ("foot(1.16.2)", true, .sixel),
      ("Konsole 24.02", true, .sixel), ("tmux 3.4", true, .sixel), ("XTerm(390)", false, nil),
      ("", false, nil), ("VTE(7600)", false, nil),
    ] as [(String, Bool, ImageProtocol?)])
  func protocols(name: String, hasSixel: Bool, expected: ImageProtocol?) {
    let environment = TerminalEnvironment(["TERM": "xterm-256color"])
    #expect(ImageProtocol.of(name: name, hasSixel: hasSixel, environment: environment) == expected)
  }

  @Test("A terminal that does not say its name is known by its variables, but not through tmux")
  func environment() {
    func form(_ variables: [String: String]) -> ImageProtocol? {
      ImageProtocol.of(name: "", hasSixel: false, environment: TerminalEnvironment(variables))
    }
    #expect(form(["TERM": "xterm-kitty"]) == .kitty)
    #expect(form(["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"]) == .iterm2)
    #expect(form(["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"]) == nil)
  }

  @Test("Of an image that its pane cuts, kitty shows the part, and no other terminal anything")
  func parts() {
    var cut = Frame(surface: Surface(Size(columns: 80, rows: 24)))
    cut.images = [
      PlacedImage(
        number: 7, area: Rect(column: 10, row: 0, columns: 4, rows: 2), rows: 3, rowsAbove: 1)
    ]
    var orders: [TerminalImages.Order] = []
    let kitty = terminal("kitty(0.32.2)") {
      orders.append($0)
      return .kitty(png: "QUJD", height: 90)
    }
    let bytes = kitty.bytes(for: cut, isDisturbed: false)
    #expect(bytes.hasSuffix("a=p,i=1668546567,y=30,h=60,c=4,r=2,C=1,q=2\u{1b}\\"))
    #expect(orders.map(\.height) == [3 * Self.cell.height], "as for the whole image")
    let sixel = terminal("XTerm(390)", hasSixel: true) { _ in .sixel("\u{1b}Pq\u{1b}\\") }
    #expect(sixel.bytes(for: cut, isDisturbed: false).isEmpty && sixel.isSettled(cut))
  }

  @Test("kitty is given an image once, then moves it by a few bytes, and frees it at the end")
  func kitty() {
    let base64 = Substring(String(repeating: "QUJD", count: 2000))
    let images = terminal("kitty(0.32.2)") { _ in .kitty(png: base64, height: 90) }
    let first = images.bytes(for: frame((7, column: 10, row: 4)), isDisturbed: false)
    #expect(first.contains("\u{1b}_Ga=t,f=100,t=d,i=1668546567,q=2,m=1;QUJD"))
    #expect(first.contains("\u{1b}_Gq=2,m=0;"))
    #expect(
      first.hasSuffix("\u{1b}[5;11H\u{1b}_Ga=p,i=1668546567,c=4,r=2,C=1,q=2\u{1b}\\"))
    #expect(images.bytes(for: frame((7, column: 10, row: 4)), isDisturbed: false).isEmpty)
    let moved = images.bytes(
      for: frame((7, column: 10, row: 3), streaming: true), isDisturbed: false)
    #expect(
      moved.utf8.count < 100
        && moved.hasPrefix("\u{1b}_Ga=d,d=i,i=1668546567,q=2\u{1b}\\\u{1b}[4;11H"))
    #expect(images.rowsToClear(for: frame()).isEmpty)
    // Cleared, it forgets what it was given.
    images.cleared()
    #expect(images.bytes(for: frame((7, column: 10, row: 3)), isDisturbed: true).contains("a=t"))
    #expect(images.leave().contains("a=d,d=I,i=1668546567"))
    #expect(images.leave().isEmpty)
  }

  @Test("Sixels are drawn again only where they moved to, and their old rows are cleared")
  func sixel() {
    let images = terminal("XTerm(390)", hasSixel: true) { order in
      #expect((order.width, order.height) == (40, 40))
      return .sixel("\u{1b}Pq#0~\u{1b}\\")
    }
    let at4 = frame((1, column: 10, row: 4))
    #expect(
      images.bytes(for: at4, isDisturbed: false) == "\u{1b}[5;11H\u{1b}Pq#0~\u{1b}\\")
    #expect(images.isSettled(at4))
    #expect(images.bytes(for: at4, isDisturbed: false).isEmpty)
    // The terminal was cleared, or scrolled.
    #expect(!images.bytes(for: at4, isDisturbed: true).isEmpty)
    let at3 = frame((1, column: 10, row: 3))
    #expect(images.rowsToClear(for: at3) == [4, 5])
    #expect(images.bytes(for: at3, isDisturbed: false).hasPrefix("\u{1b}[4;11H"))
    #expect(images.stand(on: [4]) && !images.stand(on: [5, 6]))
  }

  @Test("What a streaming reply moves is not sent at each of its lines, but once when it ends")
  func streaming() {
    let images = terminal("iTerm2 3.5", hasSixel: true) { _ in .file(base64: "QUJD") }
    let begun = frame((1, column: 10, row: 9))
    #expect(
      images.bytes(for: begun, isDisturbed: false)
        == "\u{1b}[10;11H\u{1b}]1337;File=inline=1;size=3;width=4;height=2;preserveAspectRatio=0;doNotMoveCursor=1:QUJD\u{7}"
    )
    // It stands until the text moves it.
    #expect(images.isSettled(frame((1, column: 10, row: 9), streaming: true)))
    let moving = frame((1, column: 10, row: 8), streaming: true)
    #expect(images.rowsToClear(for: moving) == [9, 10])
    #expect(images.bytes(for: moving, isDisturbed: false).isEmpty)
    #expect(images.isSettled(moving))
    // One that came with the prompt stands while nothing moves it.
    let fresh = frame((2, column: 10, row: 3), streaming: true)
    #expect(images.bytes(for: fresh, isDisturbed: false).hasPrefix("\u{1b}[4;11H"))
    _ = images.bytes(for: moving, isDisturbed: false)
    let ended = frame((1, column: 10, row: 8))
    #expect(!images.isSettled(ended))
    #expect(images.bytes(for: ended, isDisturbed: false).hasPrefix("\u{1b}[9;11H"))
  }

  @Test("What is not made yet is ordered once and drawn when it is there")
  func slow() {
    var orders: [TerminalImages.Order] = []
    let images = terminal("kitty(1)") {
      orders.append($0)
      return nil
    }
    let wanted = frame((3, column: 0, row: 0))
    for _ in 0..<3 { #expect(images.bytes(for: wanted, isDisturbed: false).isEmpty) }
    #expect(orders.count == 1)
    images.take(orders[0], .kitty(png: "QUJD", height: 90))
    #expect(!images.isSettled(wanted))
    #expect(images.bytes(for: wanted, isDisturbed: false).contains("a=t"))
  }

  @Test("The setting has the last word, and without a cell's pixels nothing is drawn")
  func wishes() {
    let off = terminal("kitty(1)", wish: .off) { _ in .kitty(png: "QUJD", height: 90) }
    #expect(off.bytes(for: frame((1, column: 0, row: 0)), isDisturbed: false).isEmpty)
    var told: [CellPixels?] = []
    let images = TerminalImages(
      .form(.sixel), environment: TerminalEnvironment(["TERM": "xterm"]))
    images.onChange = { told.append($0 == nil ? nil : $1) }
    images.note(.attributes(hasSixel: false), device: nil)
    images.resized(device: Self.cell)
    images.resized(device: nil)
    #expect(told == [nil, Self.cell, nil])
  }

  @Test("A scroll is seen in the bytes, a colour or a movement is none")
  func scrolls() {
    for text in ["\u{1b}[2;20r\u{1b}[20;1H\n", "ab\u{1b}[3S", "\u{1b}[L", "\u{1b}[2M"] {
      #expect(ScrollCheck.hasScrolled(Array(text.utf8)[...]))
    }
    for text in ["", "rSTLM", "\u{1b}[38;5;1mr\u{1b}[5;6H", "\u{1b}[K\u{1b}[?25l\u{1b}", "\u{1b}["]
    {
      #expect(!ScrollCheck.hasScrolled(Array(text.utf8)[...]))
    }
  }
}
