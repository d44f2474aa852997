import Foundation
import Support
import Testing

@testable import TUI

@Suite("Pictures are kept as readable files")
struct ExpectScreenTests {
  private func surface() -> Surface {
    var surface = Surface(Size(columns: 16, rows: 3))
    surface.frame(Rect(surface.size), ink: Ink(.border), title: Line("漢字", Ink(.title, .bold)))
    surface.write("a👍b", ink: .text, at: Point(column: 2, row: 1), in: Rect(surface.size))
    return surface
  }

  @Test("A frame with its cursor")
  func frame() {
    expectScreen(Frame(surface: surface(), cursor: Point(column: 6, row: 1)), named: "frame")
  }

  /// Where pictures are drawn anew nothing differs, and this one must not be what is kept.
  @Test(
    "A difference is told with its place",
    .disabled(if: ProcessInfo.processInfo.environment["UPDATE_SCREENS"] != nil))
  func difference() {
    withKnownIssue {
      var other = surface()
      other.write("c", ink: .text, at: Point(column: 5, row: 1), in: Rect(other.size))
      expectScreen(Frame(surface: other, cursor: Point(column: 6, row: 1)), named: "frame")
    } matching: { issue in
      issue.comments.contains {
        $0.rawValue.contains("first in the picture at column 5, row 1: b → c")
      }
    }
  }
}
