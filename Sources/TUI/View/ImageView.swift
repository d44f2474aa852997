/// Finds the images that a pane's lines leave room for.
enum ImageView {
  /// Only images that are in view as a whole are drawn: half of one would have to be cut anew at each step.
  static func images(_ pane: Pane, in area: Rect) -> [PlacedImage] {
    var found: [PlacedImage] = []
    var index = 0
    let lines = pane.lines.prefix(area.rows)
    while index < lines.count {
      let line = lines[index].line
      guard let image = line.image else {
        index += 1
        continue
      }
      let rows = lines[index...].prefix { $0.line.image == image }.count
      if rows == image.rows,
        let border = line.spans.firstIndex(where: { $0.ink.role == .border })
      {
        let before = Line(Array(line.spans[...border])).width
        let place = Rect(
          column: area.column + before, row: area.row + index, columns: Int(image.columns),
          rows: rows)
        if place.right <= area.right {
          found.append(PlacedImage(number: image.number, area: place))
        }
      }
      index += rows
    }
    return found
  }

  /// Those that nothing was drawn over.
  static func uncovered(_ images: [PlacedImage], on surface: Surface) -> [PlacedImage] {
    images.filter { image in
      let area = image.area
      return (area.row..<area.bottom).allSatisfy { row in
        (area.column..<area.right).allSatisfy { surface[$0, row] == .blank }
      }
    }
  }
}
