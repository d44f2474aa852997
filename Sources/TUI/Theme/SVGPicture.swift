/// The picture as a vector graphic, in the theme's colours, for documents.
///
/// Every run of one style is a text of a fixed length, so that the columns stand whatever
/// monospaced font the reader has. Lines and corners of boxes are drawn, not written: fonts leave
/// gaps between rows.
extension ScreenPicture {
  /// Of one cell, in the graphic's units.
  private static let width = 8.4
  private static let height = 18.0

  var svg: String {
    let size = frame.surface.size
    let (columns, rows) = (Double(size.columns) * Self.width, Double(size.rows) * Self.height)
    let ground = colors(Ink.text).background
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(columns + 16)) "
        + "\(number(rows + 16))\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" "
        + "font-size=\"14\">",
      "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"\(ground)\"/>",
      "<g transform=\"translate(8 8)\">",
    ]
    for row in 0..<size.rows {
      for run in runs(row) { lines += elements(run, row: row, ground: ground) }
    }
    if let cursor = frame.cursor {
      lines.append(
        rect(Double(cursor.column), cursor.row, columns: 0.15, fill: colors(.text).foreground))
    }
    return lines.joined(separator: "\n") + "\n</g>\n</svg>\n"
  }

  private struct Run {
    var column: Int
    var columns: Int
    var text: String
    var ink: Ink
    /// Drawn as lines, or wider than a cell: stands alone.
    var isSingle: Bool
  }

  private func runs(_ row: Int) -> [Run] {
    var runs: [Run] = []
    for column in 0..<frame.surface.size.columns {
      let cell = frame.surface[column, row]
      guard cell.glyph != .continuation else { continue }
      let isSingle =
        cell.glyph.width > 1 || BoxStrokes(cell.glyph.scalar(at: 0)) != nil
      if !isSingle, let last = runs.last, !last.isSingle, last.ink == cell.ink {
        runs[runs.count - 1].columns += 1
        runs[runs.count - 1].text += cell.glyph.text
      } else {
        runs.append(
          Run(
            column: column, columns: cell.glyph.width, text: cell.glyph.text, ink: cell.ink,
            isSingle: isSingle))
      }
    }
    return runs
  }

  private func elements(_ run: Run, row: Int, ground: String) -> [String] {
    let (foreground, background) = colors(run.ink)
    var elements: [String] = []
    if background != ground {
      elements.append(
        rect(Double(run.column), row, columns: Double(run.columns), fill: background))
    }
    guard run.text.contains(where: { $0 != " " }) else { return elements }
    if run.isSingle, let scalar = run.text.unicodeScalars.first?.value,
      let strokes = BoxStrokes(scalar)
    {
      return elements + [path(strokes, run.column, row, foreground)]
    }
    // Not every reader of the format keeps blanks: none stands at an edge, and those inside do not break.
    let lead = run.text.prefix { $0 == " " }.count
    let text = run.text.dropFirst(lead).trimmingSuffix { $0 == " " }
    let blanks = run.text.count - text.count
    let x = number(Double(run.column + lead) * Self.width)
    let y = number(Double(row) * Self.height + 13.5)
    let length = number(Double(run.columns - blanks) * Self.width)
    elements.append(
      "<text x=\"\(x)\" y=\"\(y)\" textLength=\"\(length)\" fill=\"\(foreground)\""
        + "\(font(run.ink))>\(Self.escaped(String(text).replacing(" ", with: "\u{A0}")))</text>")
    return elements
  }

  private func rect(_ column: Double, _ row: Int, columns: Double, fill: String) -> String {
    "<rect x=\"\(number(column * Self.width))\" y=\"\(number(Double(row) * Self.height))\" "
      + "width=\"\(number(columns * Self.width + 0.1))\" height=\"\(number(Self.height + 0.1))\" "
      + "fill=\"\(fill)\"/>"
  }

  private func path(_ strokes: BoxStrokes, _ column: Int, _ row: Int, _ color: String) -> String {
    let left = Double(column) * Self.width
    let top = Double(row) * Self.height
    let (x, y) = (left + Self.width / 2, top + Self.height / 2)
    var path = ""
    func stroke(_ toX: Double, _ toY: Double) {
      path += "M\(number(x)) \(number(y))L\(number(toX)) \(number(toY))"
    }
    if strokes.left { stroke(left, y) }
    if strokes.right { stroke(left + Self.width, y) }
    if strokes.up { stroke(x, top) }
    if strokes.down { stroke(x, top + Self.height) }
    let weight = strokes.isHeavy ? 2.4 : 1.1
    return "<path d=\"\(path)\" stroke=\"\(color)\" stroke-width=\"\(weight)\"/>"
  }

  private func font(_ ink: Ink) -> String {
    let attributes = theme.style(ink.role).attributes.union(ink.attributes)
    var words = ""
    if attributes.contains(.bold) { words += " font-weight=\"bold\"" }
    if attributes.contains(.italic) { words += " font-style=\"italic\"" }
    if attributes.contains(.dim) { words += " opacity=\"0.7\"" }
    let lines = [
      attributes.contains(.underline) ? "underline" : nil,
      attributes.contains(.strikethrough) ? "line-through" : nil,
    ].compactMap(\.self)
    if !lines.isEmpty { words += " text-decoration=\"\(lines.joined(separator: " "))\"" }
    return words
  }

  /// As `#rrggbb`. The terminal's own colours are taken for what the theme is made for.
  private func colors(_ ink: Ink) -> (foreground: String, background: String) {
    let style = theme.style(ink.role)
    let isDark = theme.appearance == .dark
    let front = hex(style.foreground) ?? (isDark ? "#d7dae0" : "#24292f")
    let back = hex(style.background) ?? (isDark ? "#14161a" : "#ffffff")
    let isReversed = style.attributes.union(ink.attributes).contains(.reverse)
    return isReversed ? (back, front) : (front, back)
  }

  private func hex(_ color: Color) -> String? {
    guard let (red, green, blue) = color.components else { return nil }
    let digits = [red, green, blue].map { part in
      (part < 16 ? "0" : "") + String(part, radix: 16)
    }
    return "#" + digits.joined()
  }

  /// At most two decimals.
  private func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    guard rest > 0 else { return "\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(whole)." + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
  }

  private static func escaped(_ text: String) -> String { MarkdownHTML.escaped(text) }
}

/// Which ways the strokes of a box-drawing character go.
struct BoxStrokes {
  var left = false
  var right = false
  var up = false
  var down = false
  var isHeavy = false

  /// `nil` for characters that are written.
  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x2500: (left, right) = (true, true)
    case 0x2501: (left, right, isHeavy) = (true, true, true)
    case 0x2502: (up, down) = (true, true)
    case 0x2503: (up, down, isHeavy) = (true, true, true)
    case 0x250C, 0x256D: (right, down) = (true, true)
    case 0x2510, 0x256E: (left, down) = (true, true)
    case 0x2514, 0x2570: (right, up) = (true, true)
    case 0x2518, 0x256F: (left, up) = (true, true)
    case 0x251C: (right, up, down) = (true, true, true)
    case 0x2524: (left, up, down) = (true, true, true)
    case 0x252C: (left, right, down) = (true, true, true)
    case 0x2534: (left, right, up) = (true, true, true)
    case 0x253C: (left, right, up, down) = (true, true, true, true)
    default: return nil
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isUnwanted: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isUnwanted(last) { rest.removeLast() }
    return rest
  }
}
