import Engine

/// What the panes know of images: those that answers link, and whether the terminal draws any.
package struct ImageShelf: Sendable {
  /// Rows that an image takes at most, so that it is whole in view in a screen of this size.
  package private(set) var mostRows = 16
  /// Of a cell; `nil` where no image can be drawn.
  package var pixels: CellPixels? { didSet { if pixels != oldValue { revision += 1 } } }
  /// Counts what changed, so that lines are made anew.
  package private(set) var revision = 0
  /// By turn, and by the address as the answer writes it.
  private var linked: [Turn.ID: [String: Image]] = [:]
  /// Turns whose links were looked for.
  private var seen: Set<Turn.ID> = []
  /// Those that no program here could turn into what the terminal takes.
  private var unable: Set<UInt16> = []

  package init() {}

  /// The same for a screen of another size. What changes the panes alone changes no image.
  func fitted(to screen: Size) -> ImageShelf {
    var shelf = self
    shelf.mostRows = max(2, min(16, screen.rows / 2 - 5))
    return shelf
  }

  /// Whether lines are made otherwise than with another shelf.
  func differs(from other: ImageShelf) -> Bool {
    revision != other.revision || pixels != nil && mostRows != other.mostRows
  }

  /// What stands in a turn's answer.
  func images(of turn: Turn.ID) -> MarkdownImages {
    guard let images = linked[turn] else { return MarkdownImages() }
    return MarkdownImages(images.mapValues { ($0, room(for: $0)) })
  }

  /// The room that an image may be given; `nil`: its name is all.
  func room(for image: Image) -> ImageRoom? {
    guard let pixels, unable.isEmpty || !unable.contains(ImageTable.number(of: image)) else {
      return nil
    }
    return ImageRoom(pixels: pixels, mostRows: mostRows)
  }

  /// - Returns: whether the turn was not looked at before.
  mutating func look(at turn: Turn.ID) -> Bool { seen.insert(turn).inserted }

  package mutating func put(_ images: [String: Image], of turn: Turn.ID) {
    guard !images.isEmpty else { return }
    // One copy of what several turns link.
    linked[turn] = images.mapValues { ImageTable.image(ImageTable.number(of: $0)) ?? $0 }
    revision += 1
  }

  package mutating func giveUp(_ number: UInt16) {
    if unable.insert(number).inserted { revision += 1 }
  }
}
