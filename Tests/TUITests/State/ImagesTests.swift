import Engine
import Support
import Testing

@testable import TUI

@Suite("Images of the conversation")
struct ImagesTests {
  private static let cell = CellPixels(width: 10, height: 20)

  /// A conversation of one turn, in a terminal that draws images.
  private func screen(
    prompt: String = "look", images: [String] = [], answer: String = "I see.",
    size: Size = Size(columns: 100, rows: 30)
  ) throws -> Typing {
    var typing = try Typing(size: size) { session in
      var turn = Typing.turn(prompt: prompt, answer: answer)
      turn.prompt.images = images
      session.transcript = Transcript(of: turn)
    }
    typing.state.options.thinkingMode = .hidden
    typing.commands += typing.state.reduce(.images(Self.cell))
    _ = typing.state.frame()
    typing.commands += typing.state.lookForImages()
    return typing
  }

  @Test("One that went with a prompt is drawn under it")
  func attached() throws {
    var typing = try screen(images: [SampleImage.url(300, 60)])
    let frame = typing.state.frame()
    let place = try #require(frame.images.first)
    #expect(frame.images.count == 1)
    #expect(place.area.columns == 30 && place.area.rows == 3)
    // The cells under it are blank, and its frame stands around them.
    #expect(typing.picture.contains("▣ image, 24 B · PNG 300×60"))
    #expect(frame.surface[place.area.column - 1, place.area.row].glyph == Glyph("│"))
    #expect(frame.surface[place.area.column, place.area.row] == .blank)
  }

  @Test(
    "However small the screen, the pane has room for a whole one",
    arguments: [
      Size(columns: 80, rows: 24), Size(columns: 60, rows: 24), Size(columns: 200, rows: 50),
    ])
  func fits(size: Size) throws {
    var typing = try screen(images: [SampleImage.url(2000, 2000)], size: size)
    for mode in [ThinkingMode.side, .stacked, .folded, .hidden] {
      typing.state.options.thinkingMode = mode
      _ = typing.state.frame()
      for _ in 0..<9 {
        _ = typing.state.reduce(
          .input(.mouse(Mouse(.wheelUp, at: Point(column: size.columns - 9, row: size.rows - 9)))))
      }
      #expect(typing.state.frame().images.count == 1, "\(mode)")
      _ = typing.state.reduce(.resize(size))
    }
  }

  @Test("Where the terminal draws none, the frame is as small as its words")
  func frameAlone() throws {
    var typing = try screen(images: [SampleImage.url(300, 60)])
    _ = typing.state.reduce(.images(nil))
    #expect(typing.state.frame().images.isEmpty)
    #expect(typing.picture.contains("│ ▣ image, 24 B · PNG 300×60 │"))
  }

  @Test("One that cannot be turned into what the terminal takes gives its room back")
  func unable() throws {
    var typing = try screen(images: [SampleImage.url(310, 60), SampleImage.url(300, 62)])
    let images = typing.state.frame().images
    #expect(images.count == 2)
    _ = typing.state.reduce(.noImage(images[0].number))
    #expect(typing.state.frame().images.map(\.number) == [images[1].number])
    #expect(typing.picture.contains("│ ▣ image, 24 B · PNG 310×60 │"))
  }

  @Test("Half in view, its lower half is told; with a list over it, it is not drawn")
  func covered() throws {
    var typing = try screen(
      images: [SampleImage.url(300, 60)], answer: String(repeating: "word\n\n", count: 30))
    #expect(typing.state.frame().images.isEmpty)
    var parts: Set<Int> = []
    for _ in 0..<100 {
      let before = typing.state.response.lines.first
      _ = typing.state.reduce(.input(.mouse(Mouse(.wheelUp, at: Point(column: 20, row: 10)))))
      let frame = typing.state.frame()
      let rows = typing.state.response.lines.filter { $0.line.image != nil }.count
      #expect(frame.images.map(\.area.rows) == (rows > 0 ? [rows] : []))
      #expect(frame.images.allSatisfy { $0.rows == 3 && $0.rowsAbove == 3 - rows })
      parts.insert(rows)
      if typing.state.response.lines.first == before { break }
    }
    #expect(parts.count > 2, "\(parts)")
    #expect(typing.state.frame().images.count == 1)
    typing.press("F1")
    #expect(typing.state.frame().images.isEmpty)
    typing.press("Esc")
    #expect(typing.state.frame().images.count == 1)
  }

  @Test(
    "What an answer links on this machine is read when it is whole, once, and stands in its place")
  func linked() throws {
    let answer = """
      Done:

      ![the curve](out/plot%201.png)

      - a point
      - ![another](file:///tmp/b.png)

      and ![far](https://example.org/a.png), ![gone](//host/share.png), ![inline](x.png) in words
      """
    var typing = try screen(answer: answer)
    guard case .local(.readImages(let turn, let addresses)) = typing.commands.last else {
      Issue.record("nothing was asked: \(typing.commands)")
      return
    }
    #expect(addresses == ["out/plot%201.png", "file:///tmp/b.png", "x.png"])
    #expect(typing.state.frame().images.isEmpty)
    #expect(typing.picture.contains("[image: the curve] (out/plot%201.png)"))
    let image = try SampleImage.image(100, 40)
    let found = Dictionary(uniqueKeysWithValues: addresses.map { ($0, image) })
    #expect(typing.state.reduce(.local(.images(turn, found))) == [])
    let frame = typing.state.frame()
    #expect(frame.images.count == 2)
    #expect(frame.images.allSatisfy { $0.area.columns == 10 && $0.area.rows == 2 })
    #expect(typing.picture.contains("▣ the curve · PNG 100×40"))
    #expect(typing.picture.contains("(x.png) in words"))
  }

  @Test("While a reply is written nothing is looked for, and the frame says so")
  func streaming() throws {
    var typing = try Typing {
      $0.transcript = Transcript(of: Typing.turn(answer: "![a](a.png)"))
      $0.transcript.begin(Typing.turn(2))
    }
    _ = typing.state.reduce(.images(Self.cell))
    #expect(typing.state.frame().isStreaming)
    #expect(typing.state.lookForImages().isEmpty)
    typing.state.session.transcript.settle()
    #expect(!typing.state.frame().isStreaming)
    #expect(typing.state.lookForImages().count == 1)
    #expect(typing.state.lookForImages().isEmpty)
  }

  @Test("What is marked over an image has none of its frame")
  func copied() throws {
    var typing = try screen(images: [SampleImage.url(300, 60)])
    let lines = typing.state.frame().images.count
    #expect(lines == 1)
    let frames = typing.state.response.lines.map(\.line).filter(\.isOnlyFrame)
    #expect(frames.count == 5)
  }
}
