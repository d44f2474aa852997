import Engine

/// The conversation as lines, laid out only where it is in view.
///
/// Turns are laid out when they first come into view and kept until the width changes, so opening
/// a long conversation costs its last screenful.
package struct TranscriptLayout: PaneText {
  private var turns: [Turn.ID: TurnLayout] = [:]
  private var transcript = Transcript()
  package private(set) var width = 1
  private var isRaw = false
  private var images = ImageShelf()

  private let emoji: Sanitizer.Emoji

  package init(emoji: Sanitizer.Emoji = .safe) {
    self.emoji = emoji
  }

  package var turnCount: Int { transcript.count }

  package mutating func update(_ source: PaneSource, width: Int) {
    if differs(source, width: width) { turns = [:] }
    images = source.images
    self.width = width
    isRaw = source.isRaw
    transcript = source.transcript
  }

  package func breaksAnew(_ source: PaneSource, width: Int) -> Bool {
    self.width > 1 && differs(source, width: width)
  }

  /// Whether every turn is laid out otherwise.
  private func differs(_ source: PaneSource, width: Int) -> Bool {
    width != self.width || source.isRaw != isRaw || source.images.differs(from: images)
  }

  /// The layout of a turn, made now if it was not in view before, else brought up to date.
  package mutating func layOut(_ index: Int) -> TurnLayout {
    let turn = transcript[index]
    let place = transcript.place(of: turn.id)
    if turns[turn.id]?.isOutdated(by: turn) == true { turns[turn.id] = nil }
    turns[turn.id]?.update(turn, place: place)
    if let known = turns[turn.id] { return known }
    let fresh = TurnLayout(
      turn, width: width, marker: marker(before: index), namesModel: namesModel(index),
      place: place, isRaw: isRaw, emoji: emoji, images: images)
    turns[turn.id] = fresh
    return fresh
  }

  /// Another model or profile answers than in the turn before.
  private func namesModel(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    let (before, source) = (transcript[index - 1].reply.source, transcript[index].reply.source)
    return before.profile != source.profile || before.model != source.model
  }

  /// Says so when another profile or model is asked than in the turn before.
  private func marker(before index: Int) -> String? {
    let source = transcript[index].reply.source
    if let cut = transcript[index].cut {
      return PanesMessages.cut(hasSummary: cut.summary != nil)
    }
    guard index > 0, transcript[index - 1].reply.source.profile != source.profile else {
      return nil
    }
    return PanesMessages.now(
      onProfile: Sanitizer.sanitize(source.profile),
      model: Sanitizer.sanitize(source.requestedModel))
  }
}
