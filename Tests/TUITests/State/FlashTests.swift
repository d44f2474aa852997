import Engine
import Support
import Testing

@testable import TUI

/// While a reply streams, what stands stays: no cell of the panes shows one thing, then another, then the first again.
@Suite("Nothing flashes")
struct FlashTests {
  private static let thinking =
    "The user wants a table. First the words, then a short example in C."
  private static let answer = """
    # Two pictures

    ncurses keeps *two* pictures of the **screen**, and `doupdate()` sends the difference.

    1. curscr, what the terminal shows
    2. newscr, what you want

    ```c
    int main(void) { return 0; }
    ```

    > quoted words

    | a | b |
    |---|---|
    | 1 | 2 |

    Done.
    """

  /// Cells of the panes that changed and changed back, while the pieces came one by one.
  private static func flashes(_ size: Size, by step: Int) throws -> [String] {
    var typing = try Typing(size: size) { $0.transcript.begin(Typing.turn()) }
    var before: Surface?
    var beforeThat: Surface?
    var found: [String] = []
    var now = Duration.seconds(1)
    func pieces(_ text: String) -> [String] {
      let all = Array(text)
      return stride(from: 0, to: all.count, by: step).map {
        String(all[$0..<min(all.count, $0 + step)])
      }
    }
    let deltas = pieces(thinking).map(Delta.reasoning) + pieces(answer).map(Delta.text)
    for delta in deltas {
      now += .milliseconds(50)
      typing.state.session.transcript.live?.apply(delta, at: now)
      typing.state.now = now
      let surface = typing.state.frame().surface
      let layout = ScreenLayout(typing.state)
      let areas = [layout.responseText, layout.thinkingText].compactMap(\.self)
      if let before, let beforeThat {
        for area in areas {
          for row in area.row..<area.bottom {
            for column in area.column..<area.right
            where surface[column, row] == beforeThat[column, row]
              && surface[column, row] != before[column, row]
            {
              found.append("\(column),\(row): \(before[column, row].glyph.text) at \(delta)")
            }
          }
        }
      }
      (beforeThat, before) = (before, surface)
    }
    return found
  }

  @Test("A whole reply, piece by piece", arguments: [1, 3, 7])
  func streaming(_ step: Int) throws {
    let found = try Self.flashes(Size(columns: 120, rows: 50), by: step)
    // A digit is a word until the dot behind it makes it the number of a list.
    #expect(found.count <= 1, "\(found.prefix(5))")
  }
}
