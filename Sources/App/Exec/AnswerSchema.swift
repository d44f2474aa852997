import Engine

/// `--schema FILE`: what the answer has to be.
struct AnswerSchema: Sendable {
  let path: String
  let json: JSON

  init(path: String) throws(Failure) {
    self.path = path
    guard let json = JSON(parsing: try NamedFile.read(path)) else {
      throw Failure(.usage, ExecMessages.schemaIsNoJSON(path))
    }
    guard json.object != nil else { throw Failure(.usage, ExecMessages.noSchema(path)) }
    self.json = json
  }

  /// What is first wrong with an answer; `nil` when nothing is.
  func complaint(about reply: Reply) -> EngineError? {
    let text = reply.text.string
    guard let value = JSON(parsing: text) else {
      return reply.status == .lengthLimit
        ? ExecMessages.answerWasCut(hasBegun: !text.isBlank) : ExecMessages.answerIsNoJSON(path)
    }
    guard let violation = JSONSchema(json).violation(of: value) else { return nil }
    return ExecMessages.violates(path, violation)
  }
}
