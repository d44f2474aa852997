/// Asking a provider what it is without changing anything, for `doctor` and `config init`.
extension Engine {
  /// Looks at a provider as if for the first time. A remote one is asked for its models only when
  /// `asksRemote`, because that leaves the machine.
  package func inspect(_ provider: Provider, asksRemote: Bool = false) async -> Inspection {
    var inspection = Inspection(provider: provider)
    guard provider.isLocal || asksRemote else {
      inspection.error = missingKey(of: provider)
      return inspection
    }
    let began = time.now
    do throws(EngineError) {
      if provider.isLocal {
        let facts = try await Detection(connection(to: provider)).facts()
        inspection.facts = facts
        inspection.wire = provider.resolvedWire(for: facts.kind)
      } else {
        inspection.facts = try await listing(of: provider)
        inspection.wire = provider.resolvedWire(for: .generic)
      }
      inspection.answered = time.now - began
    } catch {
      inspection.error = explained(error, provider: provider)
    }
    return inspection
  }

  private func missingKey(of provider: Provider) -> EngineError? {
    do throws(EngineError) {
      _ = try provider.headers(environment: environment)
      return nil
    } catch {
      return error
    }
  }

  /// A cloud's own list; there is nothing else to ask it for.
  private func listing(of provider: Provider) async throws(EngineError) -> ServerFacts {
    let request = HTTPRequest(
      method: .get, url: provider.url("models"), headers: try await headers(of: provider),
      connectTimeout: ServerConnection.patience, headTimeout: ServerConnection.patience)
    let reply = try await transport.send(request)
    let address = provider.origin?.address ?? provider.baseURL
    let body: [UInt8]
    do {
      body = try await reply.collect(limit: ServerConnection.longestList, by: time, from: address)
    } catch {
      // A refusal is one without its words, too.
      guard !reply.isSuccess else { throw error }
      body = []
    }
    guard reply.isSuccess else {
      throw ErrorWords.error(status: reply.status, headers: reply.headers, body: body)
    }
    let models = JSON(parsing: body).flatMap(ModelList.openAI)
    return ServerFacts(kind: .generic, models: models ?? [])
  }
}

/// What one look at a provider told.
package struct Inspection: Sendable {
  package var provider: Provider
  /// `nil` when it did not answer or was not asked.
  package var facts: ServerFacts?
  /// The wire that would be spoken.
  package var wire: Provider.WireAPI?
  /// How long the look took.
  package var answered: Duration?
  package var error: EngineError?
}
