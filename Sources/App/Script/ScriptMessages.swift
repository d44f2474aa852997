import TUI

/// What is wrong with a script, or why it does not go on.
enum ScriptMessages {
  static func isNoSize(_ text: String) -> Failure {
    Failure(.usage, "--size \(text) is no size. Write it as 120x40.")
  }

  static let resizeNeedsSize = "resize needs a size: 80x24"

  static func isNoStep(_ verb: String) -> String {
    "\(verb) is no step. There are: type, key, paste, wheel, click, drag, focus in, "
      + "focus out, resize, until, save FILE"
  }

  static func isNoKey(_ name: String) -> String { "\(name) is not a key" }

  static func unknownCondition(_ words: String, known: [String]) -> String {
    "until \(words) is not known. There are: \(known.joined(separator: ", ")), shows TEXT"
  }

  static let mouseForms = "write wheel up 10,4 or wheel down 10,4, click 10,4, drag 10,4 30,6"

  static func didNotCome(within limit: Duration) -> String {
    "this did not come within \(TimeFormatter.seconds(limit))"
  }
}
