/// What the reader sees of a pane: its end, or a place they scrolled to.
///
/// While held, text arriving below never moves the lines on screen.
package enum Viewport: Equatable, Sendable {
  case following
  /// The line at the top of the pane.
  case held(top: Place)

  /// A line by the turn it belongs to, so that a change of width or of another turn keeps it.
  package struct Place: Equatable, Sendable {
    package var turn: Int
    package var line: Int

    package init(turn: Int, line: Int) {
      self.turn = turn
      self.line = line
    }
  }
}
