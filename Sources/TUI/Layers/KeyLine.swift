/// A key and what it does where it is shown.
package typealias KeyHint = (key: String, does: String)

/// Keys and their meanings at the foot of a layer; a key and its meaning stay together.
enum KeyLine {
  /// As many as fit on the lower border.
  static func foot(_ keys: [KeyHint], width: Int) -> Line {
    var line = Line()
    var used = 0
    for (key, does) in keys {
      let item = [
        Span(" ", Ink(.overlay)), Span(SafeText(foreign: key), Ink(.key)),
        Span(SafeText(foreign: " \(does) "), Ink(.faint)),
      ]
      used += item.reduce(0) { $0 + Glyph.width(of: $1.text) }
      guard used <= width else { break }
      line.spans += item
    }
    return line
  }

  static func lines(_ keys: [(String, String)], width: Int) -> [Line] {
    var lines: [Line] = [Line()]
    for (key, words) in keys {
      let item = [
        Span(SafeText(foreign: key), Ink(.key)),
        Span(SafeText(foreign: " \(words)   "), Ink(.overlay)),
      ]
      let columns = (lines[lines.count - 1].spans + item).reduce(0) {
        $0 + Glyph.width(of: $1.text)
      }
      if columns > width + 3, !lines[lines.count - 1].spans.isEmpty { lines.append(Line()) }
      lines[lines.count - 1].spans += item
    }
    return lines
  }
}
