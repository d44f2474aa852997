import Engine

/// The question about a call in plain lines, for those who hear it.
package enum CallQuestionText {
  package static func lines(_ question: ToolQuestion) -> [String] {
    let tool = question.tool
    var lines = [
      CallQuestionMessages.allow(number: question.number, of: question.count),
      Sanitizer.sanitize("\(tool.server) · \(tool.name)"), ToolListMessages.claims(tool),
    ]
    if let warning = CallQuestionMessages.why(question.reason) { lines.append(warning) }
    lines += question.changes.map { Sanitizer.sanitize($0.text) }
    if tool.hidesCharacters { lines.append("! " + ToolListMessages.hidesCharacters) }
    let arguments = question.argumentLines
    if arguments.isEmpty { lines.append(CallQuestionMessages.noArguments) }
    return lines + arguments.map { Sanitizer.sanitize("\($0.key): \($0.value)") }
  }

  package static func complaint(_ complaint: FormComplaint) -> String {
    FormPageMessages.complaint(complaint)
  }

  package static func state(_ report: ToolServerReport, now: Duration) -> String {
    ToolListMessages.state(report, now: now)
  }
}

extension ToolQuestion {
  /// What the tool is given; none for an empty object.
  var argumentLines: [(key: String, value: String)] {
    arguments == [:] ? [] : JSONTree.lines(arguments)
  }

  /// What the tool says otherwise than when it was allowed.
  var changes: [LineChanges.Change] {
    former.map { LineChanges.between($0, tool.parts) } ?? []
  }
}
