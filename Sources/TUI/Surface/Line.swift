/// A run of text in one ink.
package struct Span: Hashable, Sendable {
  package fileprivate(set) var text: String
  package var ink: Ink

  package init(_ text: SafeText, _ ink: Ink = .text) {
    self.text = text.string
    self.ink = ink
  }
}

/// One screen line, spans left to right, no newline inside.
package struct Line: Hashable, Sendable {
  /// What stands in the text between a line and the one above it.
  package enum Joint: Hashable, Sendable {
    /// The end of a line of the text itself.
    case newline
    /// Only the width broke the line here: at a blank that is not shown, or between two glyphs.
    case blank, nothing
  }

  package var spans: [Span]
  package var joint = Joint.newline
  /// Columns left free before the spans: cheaper than a span of blanks, for a line that many pictures show.
  package var indent: UInt8 = 0
  /// What is drawn over the line's blanks.
  package var image: LineImage?

  package init(_ spans: [Span] = []) {
    self.spans = spans
  }

  package init(_ text: SafeText, _ ink: Ink = .text) {
    self.spans = text.string.isEmpty ? [] : [Span(text, ink)]
  }

  /// Nothing yet, hanging on the line before like another one.
  package init(joint: Joint) {
    spans = []
    self.joint = joint
  }

  /// The words without ink.
  package var text: String {
    spans.reduce(into: String(repeating: " ", count: Int(indent))) { $0 += $1.text }
  }

  package var isBlank: Bool { spans.allSatisfy { $0.text.allSatisfy { $0 == " " } } }

  /// Columns it takes.
  package var width: Int { spans.reduce(Int(indent)) { $0 + Glyph.width(of: $1.text) } }
}

extension Line {
  /// At most so many columns; what was cut is told by `…`.
  package func truncated(to columns: Int) -> Line {
    guard columns > 0, width > columns else { return columns > 0 ? self : Line() }
    var room = columns - 1 - Int(indent)
    var short = Line()
    short.indent = indent
    for span in spans {
      var glyphs = Glyphs(span.text)
      var fitting = 0
      while let glyph = glyphs.next(), glyph.width <= room {
        room -= glyph.width
        fitting = glyphs.offset
      }
      let isWhole = fitting == span.text.utf8.count
      let text =
        isWhole ? span.text : String(decoding: span.text.utf8.prefix(fitting), as: UTF8.self)
      if !isWhole || room == 0 {
        short.append(Span(SafeText(washed: text + "…"), span.ink))
        return short
      }
      short.append(Span(SafeText(washed: text), span.ink))
    }
    return short
  }

  /// Puts a span at the end, joined to the last one when the ink is the same.
  package mutating func append(_ span: Span) {
    guard !span.text.isEmpty else { return }
    if let last = spans.indices.last, spans[last].ink == span.ink {
      spans[last].text += span.text
    } else {
      spans.append(span)
    }
  }
}
