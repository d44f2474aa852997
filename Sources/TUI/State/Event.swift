import Engine

/// Everything that can happen to the screen.
package enum Event: Equatable, Sendable {
  case input(TerminalInput)
  case resize(Size)
  /// The engine's latest state; in a box, since it is large and an event passes through several hands.
  indirect case session(Session)
  /// Time went on, on the engine's scale. Sent only while something on the screen counts seconds.
  case tick(Duration)
  /// What a command came back with, for the user to read.
  case report(String)
  /// The prompts of earlier runs, read after the first frame.
  case history(PromptHistory)
  /// The themes that files hold, read after the first frame.
  case themes([Theme])
  /// Pixels of a cell where images can be drawn, told when that is known and when it changes.
  case images(CellPixels?)
  /// An image, by its number, cannot be drawn after all.
  case noImage(UInt16)
  /// What came of a request to this machine's files and programs.
  case local(LocalAnswer)
  /// The system asks the program to end.
  case terminate

  /// What comes by itself while a reply streams; everything else is the user's or the system's wish.
  var isNews: Bool {
    switch self {
    case .session, .tick: true
    default: false
    }
  }
}

/// What the state wants done in the world. Values; the App carries them out.
package enum Command: Equatable, Sendable {
  case engine(EngineCommand)
  case screen(ScreenRequest)
  case local(LocalRequest)
  case copy(CopyRequest)
  /// What is marked elsewhere on the desktop, as the middle button pastes it; comes as `.input(.paste)`.
  case pasteMarked
  /// Give the terminal back and stop until the shell continues us.
  case suspend
  case quit(code: Int32)
  /// Leave this session for the simulated model.
  case demo
}
