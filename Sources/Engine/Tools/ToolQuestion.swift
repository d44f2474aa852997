/// A call that waits for the user's word.
package struct ToolQuestion: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// It was not allowed before.
    case new
    /// It was allowed, and the tool describes itself otherwise now.
    case changed
    /// Something was read from outside since: what it said may be behind this call.
    case readOutside
    /// The same call with the same result, for the third time.
    case repeated
    /// So many calls were made for this prompt.
    case manyCalls(Int)
  }

  /// Counts questions, so that an answer cannot meet another one.
  package var id: Int
  package var reason: Reason
  package var tool: Tool
  /// What the tool said of itself when it was allowed, where it says otherwise now.
  package var former: JSON?
  /// The object that the tool is given.
  package var arguments: JSON
  /// Which of the calls that wait it is, from 1, and how many there are.
  package var number: Int
  package var count: Int

  package init(
    id: Int, reason: Reason, tool: Tool, arguments: JSON, number: Int = 1, count: Int = 1
  ) {
    self.id = id
    self.reason = reason
    self.tool = tool
    self.arguments = arguments
    self.number = number
    self.count = count
  }
}

/// What the user says to a call.
package enum ToolAnswer: Equatable, Sendable {
  case once, forConversation, always
  case no(because: String?)
}
