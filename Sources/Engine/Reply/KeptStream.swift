/// A reply's stream under the name its server keeps it by.
struct KeptStream: Sendable {
  let name: String
  let provider: Provider
  let server: any LocalServer

  /// How long a connection that broke is tried for again: a laptop's nap, a walk out of the wireless.
  static let patience: Duration = .seconds(60)

  /// - Returns: `nil` where the server keeps no streams.
  init?(of turn: Turn.ID, in conversation: ConversationID, _ provider: Provider, _ kind: ServerKind)
  {
    guard kind.streamNameField != nil else { return nil }
    // The conversation's part is random: others on the server cannot guess it.
    name = "\(conversation.rawValue)-\(turn.rawValue)"
    self.provider = provider
    server = kind.server
  }

  var field: HTTPHeader? { server.streamNameField.map { HTTPHeader($0, name) } }

  /// The stream from a byte on, after its connection broke; tries until the server answers.
  ///
  /// - Returns: `nil` where the server has it no longer, or did not answer in time.
  func rest(from byte: Int, on engine: isolated Engine) async throws -> HTTPReply? {
    let began = engine.time.now
    var pause: Duration = .milliseconds(250)
    while engine.time.now - began < Self.patience {
      do throws(EngineError) {
        return try await stream(from: byte, on: engine)
      } catch {
        guard error.isLostConnection else { return nil }
      }
      try await engine.time.sleep(pause)
      pause = min(pause * 2, .seconds(4))
    }
    return nil
  }

  func stream(from byte: Int, on engine: isolated Engine) async throws(EngineError) -> HTTPReply? {
    let connection = try await engine.servers.connection(to: provider, on: engine)
    return try await server.stream(name, from: byte, connection)
  }

  /// Tells the server that the reply is no longer wanted.
  func drop(on engine: isolated Engine) async {
    guard let connection = try? await engine.servers.connection(to: provider, on: engine) else {
      return
    }
    await server.dropStream(name, connection)
  }
}
