/// Where pictures go: the terminal, or memory in tests.
@ScreenActor
package protocol Screen: AnyObject {
  var size: Size { get }
  /// Shows the picture. Only what differs from the last one is sent.
  func present(_ frame: Frame)
  func perform(_ request: ScreenRequest)
}

/// What the terminal can be asked besides showing a picture.
package enum ScreenRequest: Equatable, Sendable {
  /// Send everything again, after something else wrote on the terminal.
  case redraw
  case bell
  /// Tells a user who looks elsewhere: by the terminal's own notification, or the bell.
  case notify(String)
  /// Clicks and the wheel come to us, or stay with the terminal.
  case mouse(Bool)
  /// Gives the terminal away with a text on its normal screen, until `resume`. Keys come at once.
  case showPlain(String)
  /// Puts text on the clipboard by OSC 52.
  case copy(String)
  /// Asks for what is marked elsewhere (the primary selection) by OSC 52; the answer is a report.
  case askMarked
  case theme(Theme)
  /// The terminal changed its size.
  case resized
  /// Gives the terminal back to the shell until `resume`.
  case leave
  case resume
}
