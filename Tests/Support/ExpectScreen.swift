import Engine
import Foundation
import TUI
import Testing

/// Expects a picture to be the one kept in `__Screens__/<name>.screen` beside the test.
///
/// The file shows the picture, then the ink of every cell as a letter, then what the letters mean.
/// `UPDATE_SCREENS=1` writes the files anew; look at the difference in git before committing it.
package func expectScreen(
  _ surface: Surface, named name: String, cursor: Point? = nil, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  var folder = "__Screens__"
  if let language = Language.drawn, language != .english {
    guard name.hasSuffix("-120x40") else { return }
    folder += "/\(language.rawValue)"
  }
  let actual = ScreenText(surface, cursor: cursor).text
  let path = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("\(folder)/\(name).screen")
  if ProcessInfo.processInfo.environment["UPDATE_SCREENS"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: path)
    } catch {
      Issue.record("cannot write \(path.path): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let data = FileManager.default.contents(atPath: path.path) else {
    Issue.record(
      "no picture \(path.path); UPDATE_SCREENS=1 writes it. Now:\n\(actual)",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard expected != actual else { return }
  Issue.record(
    """
    \(name).screen differs: \(ScreenText.firstDifference(expected, actual))
    expected:
    \(expected)
    actual:
    \(actual)
    """, sourceLocation: sourceLocation)
}

/// The same for a whole frame, with its cursor.
package func expectScreen(
  _ frame: Frame, named name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectScreen(
    frame.surface, named: name, cursor: frame.cursor, file: file, sourceLocation: sourceLocation)
}

/// The same for lines of text, on a surface just large enough.
package func expectScreen(
  _ lines: [Line], width: Int, named name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  var surface = Surface(Size(columns: width, rows: lines.count))
  for (row, line) in lines.enumerated() {
    surface.write(line, at: Point(column: 0, row: row), in: Rect(surface.size))
  }
  expectScreen(surface, named: name, file: file, sourceLocation: sourceLocation)
}
