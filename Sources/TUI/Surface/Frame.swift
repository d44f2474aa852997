/// One finished picture and where the cursor stands in it.
package struct Frame: Equatable, Sendable {
  package var surface: Surface
  /// The edit point, where the real terminal cursor goes so that input methods follow it.
  package var cursor: Point?
  /// The terminal's title; `nil` leaves it.
  package var title: String?

  /// How far a load or a download is, for terminals that tell their desktop.
  package var progress = TaskProgress.none

  package init(surface: Surface, cursor: Point? = nil, title: String? = nil) {
    self.surface = surface
    self.cursor = cursor
    self.title = title
  }
}
