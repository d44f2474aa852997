import Engine
import TUI

/// One thing the doctor looked at, with what to do where something is to be done.
struct Finding: Equatable, Sendable {
  enum Level: String, Sendable { case ok, note, problem }

  var level: Level
  /// `terminal`, `configuration`, `lmstudio` …
  var area: String
  var words: String
  var remedy: String?

  init(_ level: Level, _ area: String, _ words: String, remedy: String? = nil) {
    (self.level, self.area, self.words, self.remedy) = (level, area, words, remedy)
  }

  var lines: String {
    let (mark, about) = (DoctorMessages.mark(level), DoctorMessages.area(area))
    let next = remedy.map { "\n       → \(Sanitizer.sanitize($0))" } ?? ""
    return "\(mark)  \(about): \(Sanitizer.sanitize(words))\(next)\n"
  }

  var json: JSON {
    var row: JSON = [
      "v": 1, "level": .string(level.rawValue), "area": .string(area), "words": .string(words),
    ]
    row["remedy"] = remedy.map { .string($0) }
    return row
  }
}
