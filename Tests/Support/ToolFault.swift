import Testing

/// One thing that a server of tools may do wrong, and what becomes of the call: a row of docs/faults.md, walked by
/// `ToolFaultTests`.
package struct ToolFault: Sendable, CustomTestStringConvertible {
  package var name: String
  package var what: String
  /// How the call ends; `nil`: the model is not offered the tool at all.
  package var status: String?
  /// A part of what the model reads, or of what is said under the reply where it is offered none.
  package var says: String

  package var testDescription: String { name }

  package static let rows: [ToolFault] = [
    ToolFault(
      "dies-at-start", "ends before it says anything", nil, "ended before it answered"),
    ToolFault("silent-at-start", "never answers the first question", nil, "without tools"),
    ToolFault("silent-list", "never lists its tools", nil, "without tools"),
    ToolFault("no-mcp", "writes a banner and ends", nil, "ended before it answered"),
    ToolFault("dies", "ends in a call", "lost", "ended before it answered"),
    ToolFault("silent", "never answers a call", "failed", "no answer came within 300 s"),
    ToolFault("twice", "answers twice", "done", "14:05"),
    ToolFault("other-id", "answers under another id", "failed", "no answer came within"),
    ToolFault("text-id", "answers under the id as a text", "failed", "no answer came within"),
    ToolFault("noise", "writes what is no JSON before its answer", "done", "14:05"),
    ToolFault(
      "broken-text", "sends half a character, and bytes that are no UTF-8", "done", "\u{FFFD}"),
    ToolFault("flood", "sends 20,000 messages of progress before its answer", "done", "14:05"),
    ToolFault("asks", "asks for roots and for a model before it answers", "done", "14:05"),
    ToolFault("huge", "answers with 20 MB in one line", "done", "left out"),
    ToolFault("error", "answers with an error of the protocol", "failed", "-32602 No such tool"),
    ToolFault("tool-error", "says that the tool failed", "failed", "Disk full"),
    ToolFault("no-content", "answers without content", "done", "(no output)"),
    ToolFault("list-changes", "takes the tool away in the middle of the turn", "done", "14:05"),
    ToolFault("list-endless", "never ends the pages of its list", "done", "14:05"),
    ToolFault(
      "deep-schema", "describes its arguments forty levels deep", nil,
      "offers no tool that can be used"),
  ]

  private init(_ name: String, _ what: String, _ status: String?, _ says: String) {
    (self.name, self.what, self.status, self.says) = (name, what, status, says)
  }
}
