/// The panes of text on the screen.
package struct Panes: Sendable {
  /// Those of the conversation.
  private var own: PanePair
  package internal(set) var translation: Pane
  /// Those of a race; none while there is none.
  package internal(set) var race = RacePanes(count: 0)

  let emoji: Sanitizer.Emoji

  package init(emoji: Sanitizer.Emoji = .safe) {
    self.emoji = emoji
    own = PanePair(emoji: emoji)
    translation = Pane(TranslationLayout(emoji: emoji))
  }

  /// The pair that keys and the mouse mean: in a race that of the lane in focus.
  package internal(set) var focused: PanePair {
    get { race.isShown ? race.lanes[race.focused] : own }
    _modify { if race.isShown { yield &race.lanes[race.focused] } else { yield &own } }
  }
}

/// An answer, or a conversation, and the thinking that belongs to it.
package struct PanePair: Sendable {
  package internal(set) var response: Pane
  package internal(set) var thinking: Pane

  init(emoji: Sanitizer.Emoji) {
    response = Pane(TranscriptLayout(emoji: emoji))
    thinking = Pane(ThinkingLayout(emoji: emoji))
  }
}

/// The panes of a race: for each lane its answer and its thinking.
package struct RacePanes: Sendable {
  var lanes: [PanePair]
  /// The lane that keys and a stop mean.
  package internal(set) var focused = 0
  /// Thinking is a line in each lane until it is opened.
  var showsThinking = false

  package var isShown: Bool { !lanes.isEmpty }

  init(count: Int, emoji: Sanitizer.Emoji = .safe) {
    lanes = (0..<count).map { _ in PanePair(emoji: emoji) }
  }
}
