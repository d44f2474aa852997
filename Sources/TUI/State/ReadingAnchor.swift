/// What stands at the top of a held pane, told so that another width finds it again: how many
/// letters of the turn stand before it.
struct ReadingAnchor: Equatable, Sendable {
  /// The line it was found at; another one means that the user scrolled since.
  var place: Viewport.Place
  var letters: Int

  /// Letters of a line, blanks and rules not counted: those change with the width.
  static func letters(_ line: Line) -> Int {
    line.spans.reduce(0) { total, span in
      total + span.text.unicodeScalars.reduce(0) { $1.properties.isAlphabetic ? $0 + 1 : $0 }
    }
  }

  static func letters(before line: Int, _ text: (Int) -> Line) -> Int {
    (0..<line).reduce(0) { $0 + letters(text($1)) }
  }

  /// The line in which the letter stands.
  static func line(at letters: Int, of count: Int, _ text: (Int) -> Line) -> Int {
    var passed = 0
    for index in 0..<count {
      passed += Self.letters(text(index))
      if passed > letters { return index }
    }
    return max(0, count - 1)
  }
}

extension AppState {
  /// Lays the panes out at a new width and keeps what the user reads at their tops.
  mutating func rewrapKeepingPlace(_ layout: ScreenLayout) {
    let columns = layout.responseText.columns
    if case .held(let place) = response, place.turn < transcript.turnCount,
      transcript.width != columns || transcript.isRaw != isRaw, transcript.width > 1
    {
      let old = transcript.layOut(place.turn)
      let anchor =
        responseAnchor?.place == place
        ? responseAnchor?.letters : nil
      let letters =
        anchor ?? ReadingAnchor.letters(before: min(place.line, old.lineCount), old.line)
      transcript.update(session.transcript, width: columns, isRaw: isRaw)
      let new = transcript.layOut(place.turn)
      let line = ReadingAnchor.line(at: letters, of: new.lineCount, new.line)
      let here = Viewport.Place(turn: place.turn, line: line)
      response = .held(top: here)
      responseAnchor = ReadingAnchor(place: here, letters: letters)
    }
    if let columns = layout.thinkingText?.columns, columns != thoughts.width,
      case .held(let place) = thinking, thoughts.lineCount > 0, thoughts.width > 1
    {
      let kept = thinkingAnchor?.place == place ? thinkingAnchor?.letters : nil
      let letters =
        kept ?? ReadingAnchor.letters(before: min(place.line, thoughts.lineCount), thoughts.line)
      thoughts.update(turnInView, width: columns)
      let line = ReadingAnchor.line(at: letters, of: thoughts.lineCount, thoughts.line)
      thinking = .held(top: .init(turn: 0, line: line))
      thinkingAnchor = ReadingAnchor(place: .init(turn: 0, line: line), letters: letters)
    }
  }
}
