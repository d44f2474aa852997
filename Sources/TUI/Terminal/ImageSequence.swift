/// The bytes that draw an image.
enum ImageSequence {
  /// Letters of base64 in one of kitty's sequences, by its documentation.
  private static let chunk = 4096

  /// Gives kitty a PNG, to be kept under a number. Answers are not wanted (`q=2`).
  static func transmit(_ base64: Substring, as number: UInt16) -> String {
    var text = ""
    text.reserveCapacity(base64.utf8.count + base64.utf8.count / 100 + 64)
    var rest = base64.utf8[...]
    var keys = "a=t,f=100,t=d,i=\(id(number)),q=2,"
    repeat {
      let piece = rest.prefix(chunk)
      rest = rest.dropFirst(piece.count)
      text += "\u{1b}_G\(keys)m=\(rest.isEmpty ? 0 : 1);\(Substring(piece))\u{1b}\\"
      keys = "q=2,"
    } while !rest.isEmpty
    return text
  }

  /// Shows an image that kitty has, or the part of it that is in view; `C=1` leaves the cursor.
  ///
  /// - Parameter height: of the whole image, in pixels.
  static func show(_ image: PlacedImage, height: Int) -> String {
    let area = image.area
    var part = ""
    if !image.isWhole {
      let top = height * image.rowsAbove / image.rows
      let bottom = height * (image.rowsAbove + area.rows) / image.rows
      part = "y=\(top),h=\(max(1, bottom - top)),"
    }
    return at(area)
      + "\u{1b}_Ga=p,i=\(id(image.number)),\(part)c=\(area.columns),r=\(area.rows),C=1,q=2\u{1b}\\"
  }

  /// Takes an image off kitty's screen, wherever it stands; it is kept.
  static func hide(_ number: UInt16) -> String {
    "\u{1b}_Ga=d,d=i,i=\(id(number)),q=2\u{1b}\\"
  }

  /// Frees an image that kitty keeps.
  static func forget(_ number: UInt16) -> String {
    "\u{1b}_Ga=d,d=I,i=\(id(number)),q=2\u{1b}\\"
  }

  static func file(_ base64: Substring, over area: Rect) -> String {
    at(area) + "\u{1b}]1337;File=inline=1;size=\(base64.utf8.count / 4 * 3);width=\(area.columns)"
      + ";height=\(area.rows);preserveAspectRatio=0;doNotMoveCursor=1:\(base64)\u{7}"
  }

  static func sixel(_ sixel: String, over area: Rect) -> String { at(area) + sixel }

  private static func at(_ area: Rect) -> String {
    CursorSequence.move(to: Point(column: area.column, row: area.row))
  }

  /// Other programs of the same terminal number theirs from 1.
  private static func id(_ number: UInt16) -> UInt32 { 0x6374_0000 | UInt32(number) }
}
