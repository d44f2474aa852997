/// The keys of a request, from the environment or from a provider's own command.
extension Engine {
  /// Headers of every request to a provider. A printed token is asked for again when it is old.
  func headers(of provider: Provider) async throws(EngineError) -> [HTTPHeader] {
    var headers = try provider.headers(environment: environment)
    if let command = provider.tokenCommand {
      let token = try await token(of: provider, command)
      headers.append(HTTPHeader("Authorization", "Bearer \(token)"))
    }
    return headers
  }

  private func token(
    of provider: Provider, _ command: Provider.TokenCommand
  ) async throws(EngineError) -> String {
    if let known = tokens[provider.id], time.now - known.at < command.refreshInterval {
      return known.token
    }
    let printed = try await runTokenCommand(command)
    let token = printed.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard !token.isEmpty, !token.contains(where: \.isWhitespace) else {
      throw EngineError(
        .unauthorized, "\(command.command) printed no token for \(provider.name).",
        remedy: "Run it by hand; it should print the token alone on its first line.")
    }
    learn(token)
    tokens[provider.id] = (token, time.now)
    return token
  }

  /// After a refusal the next request asks the command again.
  func forgetToken(of provider: Provider) { tokens[provider.id] = nil }
}
