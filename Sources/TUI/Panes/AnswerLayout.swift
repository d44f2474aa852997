import Engine

/// The text of one reply as lines, with the calls of tools where they were made.
///
/// Each stretch of text between calls is laid out for itself, grows by what arrived, and never again once calls follow it.
struct AnswerLayout: Sendable {
  private struct Part: Sendable {
    var text: any TextLayout
    /// The calls that follow the text, as they were when `calls` was made.
    var round = ToolRound()
    var calls: [Line] = []

    var lineCount: Int { text.lineCount + calls.count }
  }

  let width: Int
  private let isRaw: Bool
  private let emoji: Sanitizer.Emoji
  private let images: MarkdownImages
  private var parts: [Part] = []
  /// Bytes of the text that are laid out.
  private var consumed = 0

  init(width: Int, isRaw: Bool, emoji: Sanitizer.Emoji, images: MarkdownImages) {
    self.width = width
    self.isRaw = isRaw
    self.emoji = emoji
    self.images = images
    parts = [Part(text: layout())]
  }

  var lineCount: Int { parts.reduce(0) { $0 + $1.lineCount } }

  /// `nil` past the end.
  func line(_ index: Int) -> Line? {
    var index = index
    // By its number: bound to a name, each part would be copied for each line.
    for number in parts.indices {
      let count = parts[number].text.lineCount
      if index < count { return parts[number].text.line(index) }
      index -= count
      if index < parts[number].calls.count { return parts[number].calls[index] }
      index -= parts[number].calls.count
    }
    return nil
  }

  /// Takes in what changed. Costs the new text and the last calls, not the whole reply.
  mutating func update(_ reply: Reply) {
    if reply.text.byteCount < consumed || reply.rounds.count < parts.count - 1 {
      // What looked like the answer was thinking, or another reply took its place.
      parts = [Part(text: layout())]
      consumed = 0
    }
    for index in max(0, parts.count - 2)..<max(1, reply.rounds.count + 1) {
      if index == parts.count { parts.append(Part(text: layout())) }
      guard index < reply.rounds.count else { break }
      let round = reply.rounds[index]
      take(reply, upTo: round.isOpen ? reply.text.byteCount : round.textEnd, into: index)
      if !round.isOpen { parts[index].text.settle() }
      guard round != parts[index].round || parts[index].calls.isEmpty else { continue }
      parts[index].round = round
      let isFirst = index == 0 && parts[0].text.lineCount == 0
      parts[index].calls = CallLines.lines(round, width: width, isFirst: isFirst)
    }
    take(reply, upTo: reply.text.byteCount, into: parts.count - 1)
    if !reply.isLive { parts[parts.count - 1].text.settle() }
  }

  private mutating func take(_ reply: Reply, upTo end: Int, into index: Int) {
    guard consumed < end else { return }
    // The blank line that parts words from the calls before them: one of the calls' own stands there.
    if index > 0, consumed == parts[index - 1].round.textEnd,
      reply.text.suffix(from: consumed).utf8.starts(with: Reply.gap.utf8)
    {
      consumed = min(end, consumed + Reply.gap.utf8.count)
    }
    let fresh = reply.text.suffix(from: consumed)
    let isWhole = end == reply.text.byteCount
    parts[index].text.append(
      isWhole ? fresh : String(decoding: fresh.utf8.prefix(end - consumed), as: UTF8.self))
    consumed = end
  }

  private func layout() -> any TextLayout {
    isRaw
      ? PlainLayout(width: width, ink: .text, emoji: emoji)
      : MarkdownLayout(width: width, emoji: emoji, images: images)
  }
}
