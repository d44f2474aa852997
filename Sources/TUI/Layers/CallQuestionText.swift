import Engine

/// The question about a call in plain lines, for those who hear it.
package enum CallQuestionText {
  package static func lines(_ question: ToolQuestion) -> [String] {
    let tool = question.tool
    var lines = [
      LayersMessages.allow(number: question.number, of: question.count),
      Sanitizer.sanitize("\(tool.server) · \(tool.name)"), LayersMessages.claims(tool),
    ]
    if let warning = LayersMessages.why(question.reason) { lines.append(warning) }
    lines += question.changes.map { Sanitizer.sanitize($0.text) }
    if tool.hidesCharacters { lines.append("! " + LayersMessages.hidesCharacters) }
    let arguments = question.argumentLines
    if arguments.isEmpty { lines.append(LayersMessages.noArguments) }
    return lines + arguments.map { Sanitizer.sanitize("\($0.key): \($0.value)") }
  }

  package static func complaint(_ complaint: FormComplaint) -> String {
    LayersMessages.complaint(complaint)
  }

  package static func state(_ report: ToolServerReport, now: Duration) -> String {
    LayersMessages.state(report, now: now)
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
