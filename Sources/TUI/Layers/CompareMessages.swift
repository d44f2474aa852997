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
}
