/// One finished picture and where the cursor stands in it.
package struct Frame: Equatable, Sendable {
  package var surface: Surface
  /// The edit point, where the real terminal cursor goes so that input methods follow it.
  package var cursor: Point?
  /// The terminal's title; `nil` leaves it.
  package var title: String?

  /// How far a load or a download is, for terminals that tell their desktop.
  package var progress = TaskProgress.none

  /// What is drawn over the cells, where the terminal can.
  package var images: [PlacedImage] = []
  /// A reply is being written: what it moves is not worth drawing at each of its lines.
  package var isStreaming = false
  /// Something in it counts time.
  package var countsTime = false
  /// When it changes though nothing happens, where it counts none.
  package var alarm: Duration?

  package init(surface: Surface, cursor: Point? = nil, title: String? = nil) {
    self.surface = surface
    self.cursor = cursor
    self.title = title
  }
}
