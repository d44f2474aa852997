/// Finds the images that a pane's lines leave room for.
enum ImageView {
  /// Whole ones, and of the first and the last maybe a part.
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
      let rows = lines[index...].prefix { $0.line.image?.number == image.number }.count
      if let border = line.spans.firstIndex(where: { $0.ink.role == .border }) {
        let before = Int(line.indent) + Line(Array(line.spans[...border])).width
        let place = Rect(
          column: area.column + before, row: area.row + index, columns: Int(image.columns),
          rows: rows)
        if place.right <= area.right {
          found.append(
            PlacedImage(
              number: image.number, area: place, rows: Int(image.rows), rowsAbove: Int(image.row)))
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
