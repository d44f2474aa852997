/// A key and what it does where it is shown.
package typealias KeyHint = (key: String, does: String)

/// Keys and their meanings at the foot of a layer; a key and its meaning stay together.
enum KeyLine {
  /// As many as fit on the lower border, with one column between them where two are too many. The last is the way
  /// out, which everyone knows: it is the first to be left off.
  static func foot(_ keys: [KeyHint], width: Int) -> Line {
    var keys = keys[...]
    while !keys.isEmpty {
      for gap in ["  ", " "] {
        let line = foot(keys, gap: gap)
        if line.width <= width { return line }
      }
      keys = keys.dropLast()
    }
    return Line()
  }

  private static func foot(_ keys: ArraySlice<KeyHint>, gap: String) -> Line {
    var line = Line(" ", Ink(.overlay))
    for (index, item) in zip(keys.indices, keys) {
      let end = index == keys.endIndex - 1 ? " " : gap
      line.spans += [
        Span(SafeText(foreign: item.key), Ink(.key)),
        Span(SafeText(foreign: " \(item.does)\(end)"), Ink(.faint)),
      ]
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
