/// CUP of ECMA-48: the cursor goes to a place, which the terminal counts from 1.
enum CursorSequence {
  static func move(to place: Point) -> String {
    "\u{1b}[\(place.row + 1);\(place.column + 1)H"
  }
}
