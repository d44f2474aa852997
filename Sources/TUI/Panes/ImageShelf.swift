import Engine

/// What the panes know of images: those that answers link, and whether the terminal draws any.
package struct ImageShelf: Sendable {
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

  /// What stands in a turn's answer.
  func images(of turn: Turn.ID) -> MarkdownImages {
    guard let images = linked[turn] else { return MarkdownImages() }
    return MarkdownImages(images.mapValues { ($0, pixels(for: $0)) })
  }

  /// The room that an image may be given; `nil`: its name is all.
  package func pixels(for image: Image) -> CellPixels? {
    unable.isEmpty || !unable.contains(ImageTable.number(of: image)) ? pixels : nil
  }

  /// - Returns: whether the turn was not looked at before.
  mutating func look(at turn: Turn.ID) -> Bool { seen.insert(turn).inserted }

  package mutating func put(_ images: [String: Image], of turn: Turn.ID) {
    guard !images.isEmpty else { return }
    linked[turn] = images
    revision += 1
  }

  package mutating func giveUp(_ number: UInt16) {
    if unable.insert(number).inserted { revision += 1 }
  }
}
