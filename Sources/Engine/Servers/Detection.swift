/// Asks an unknown server what it is. Each question goes out once, however many kinds ask it.
package final class Detection {
  let connection: ServerConnection
  private var answers: [String: ServerConnection.Answer] = [:]

  init(_ connection: ServerConnection) { self.connection = connection }

  /// - Parameter patience: How long the rest of an answer that has begun is waited for.
  func ask(
    _ path: String, body patience: Duration = ServerConnection.bodyPatience
  ) async throws(EngineError) -> ServerConnection.Answer {
    if let known = answers[path] { return known }
    let answer = try await connection.ask(path, body: patience)
    answers[path] = answer
    return answer
  }

  /// Every answer so far was no answer; the first reason for that.
  var trouble: EngineError? {
    answers.values.allSatisfy { $0.trouble != nil } ? answers["/v1/models"]?.trouble : nil
  }

  /// Asks each kind in turn.
  func facts() async throws(EngineError) -> ServerFacts {
    for kind in ServerRegistry.kinds {
      if let facts = try await kind.detect(self) { return facts }
    }
    return ServerFacts(kind: .generic, models: [])
  }
}
