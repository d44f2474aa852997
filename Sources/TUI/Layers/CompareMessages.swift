/// What a comparison of two replies says.
package enum CompareMessages {
  static let title = "two replies compared"
  package static let answers = "answers"
  package static let thinking = "thinking"
  static let profile = "profile"
  static let first = "first word"
  static let thought = "thought"
  static let whole = "whole time"
  static let rate = "rate"
  static let tokens = "tokens"

  package static func heading(_ title: String, shared: Int) -> String {
    "\(title): \(shared) % of the words are the same"
  }

  static let nothingToCompare =
    "there is no second reply to compare with: /compare 2 5, /compare 3.1 3.2"
  static let usage = "/compare [TURN [TURN]]: 3 is the third turn, 3.2 its second alternative"
}
