/// What asking a provider told.
package struct Inspection: Sendable {
  package var provider: Provider
  /// `nil` when it did not answer or was not asked.
  package var facts: ServerFacts?
  /// The wire that would be spoken.
  package var wire: WireAPI?
  /// How long that took.
  package var answered: Duration?
  package var error: EngineError?
}

extension ServerDirectory {
  /// Asks a provider what it is, as if for the first time, and changes nothing: for `doctor` and
  /// `config init`. A remote one is asked for its models only when `asksRemote`, because that leaves
  /// the machine.
  func inspect(
    _ provider: Provider, asksRemote: Bool, on engine: isolated Engine
  ) async -> Inspection {
    var inspection = Inspection(provider: provider)
    guard provider.location.isNear || asksRemote else {
      inspection.error = missingKey(of: provider)
      return inspection
    }
    let began = engine.time.now
    do throws(EngineError) {
      let facts =
        if provider.location.isNear {
          try await Detection(connection(to: provider, on: engine)).facts()
        } else {
          try await remoteFacts(of: provider, on: engine)
        }
      inspection.facts = facts
      inspection.wire = provider.resolvedWire(for: facts.kind)
      inspection.answered = engine.time.now - began
    } catch {
      inspection.error = explained(error, provider: provider)
    }
    return inspection
  }

  private func missingKey(of provider: Provider) -> EngineError? {
    do throws(EngineError) {
      _ = try provider.headers(environment: services.environment)
      return nil
    } catch {
      return error
    }
  }

  /// A cloud's own list; there is nothing else to ask it for.
  private func remoteFacts(
    of provider: Provider, on engine: isolated Engine
  ) async throws(EngineError) -> ServerFacts {
    let connection = try await connection(to: provider, on: engine)
    let request = HTTPRequest(
      method: .get, url: provider.url("models"), headers: connection.headers,
      connectTimeout: ServerConnection.patience, headTimeout: ServerConnection.patience)
    let reply = try await connection.transport.send(request)
    let body: [UInt8]
    do {
      body = try await reply.collect(
        limit: ServerConnection.longestList, by: connection.time, from: connection.origin.address)
    } catch {
      // A refusal is one without its words, too.
      guard !reply.isSuccess else { throw error }
      body = []
    }
    guard reply.isSuccess else {
      throw ErrorMapper.error(status: reply.status, headers: reply.headers, body: body)
    }
    let models = JSON(parsing: body).flatMap(ModelList.openAI)
    return ServerFacts(kind: .generic, models: models ?? [])
  }
}
