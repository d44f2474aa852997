/// The room that an image is given.
package struct ImageRoom: Sendable {
  /// Of a cell.
  var pixels: CellPixels
  var mostRows: Int
}

/// The frame around an image: with room for it where the terminal can draw, else with its name alone.
struct ImageBox {
  private static let mostColumns = 60

  /// - Parameters:
  ///   - name: what it is called; its kind and size follow.
  ///   - room: `nil` where the terminal draws no images.
  static func lines(
    _ image: Image, name: String, width: Int, room: ImageRoom?, emoji: Sanitizer.Emoji
  ) -> [Line] {
    let words = Sanitizer.spans(label(image, name), Ink(.faint), emoji: emoji)
    guard width >= 8 else { return [Line(words).truncated(to: width)] }
    let room = room.map {
      size(
        of: image, $0.pixels,
        in: Size(columns: min(mostColumns, width - 2), rows: $0.mostRows))
    }
    let label = Line(words).truncated(to: width - 5)
    let inside = max(room?.columns ?? 0, label.width + (room == nil ? 2 : 3))
    var top = Line("╭─ ", Ink(.border))
    var middle = [Line([Span("│ ", Ink(.border))] + label.spans + [Span(" │", Ink(.border))])]
    if let room {
      label.spans.forEach { top.append($0) }
      top.append(Span(" \(rule(inside - label.width - 3))", Ink(.border)))
      let number = ImageTable.number(of: image)
      middle = (0..<room.rows).map { row in
        var line = Line([
          Span("│", Ink(.border)), Span(SafeText(repeating: " ", count: inside)),
          Span("│", Ink(.border)),
        ])
        if number > 0 {
          line.image = LineImage(
            number: number, columns: UInt8(room.columns), rows: UInt8(room.rows), row: UInt8(row))
        }
        return line
      }
    } else {
      top = Line("╭\(rule(inside))", Ink(.border))
    }
    top.append(Span("╮", Ink(.border)))
    let bottom = Line("╰\(rule(inside))╯", Ink(.border))
    return [top] + middle + [bottom]
  }

  private static func rule(_ count: Int) -> SafeText { SafeText(repeating: "─", count: count) }

  private static func label(_ image: Image, _ name: String) -> String {
    "▣ \(name) · \(image.kind) \(image.width)×\(image.height)"
  }

  /// Cells of an image that keeps its shape, no larger than it is itself.
  static func size(of image: Image, _ pixels: CellPixels, in room: Size) -> Size {
    let width = Double(image.width) / Double(max(1, pixels.width))
    let height = Double(image.height) / Double(max(1, pixels.height))
    let scale = min(1, Double(room.columns) / width, Double(room.rows) / height)
    func cells(_ length: Double, _ most: Int) -> Int {
      max(1, min(most, Int((length * scale).rounded())))
    }
    return Size(columns: cells(width, room.columns), rows: cells(height, room.rows))
  }
}
