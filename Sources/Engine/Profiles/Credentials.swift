/// The headers that open a provider, from the environment. Keys are never written anywhere by us.
extension Provider {
  /// Headers of every request to this provider, and to no other origin.
  ///
  /// A later source replaces an earlier one of the same name: `http_headers`, `env_http_headers`,
  /// then the key as `Authorization: Bearer`. The token that `tokenCommand` prints is not in here.
  ///
  /// - Throws: `.unauthorized` naming the variable that is missing or unusable, `.configuration` for
  ///   a provider that is disabled.
  package func headers(environment: [String: String]) throws(EngineError) -> [HTTPHeader] {
    if let defect {
      throw ProfilesMessages.isUnusable(
        id, defect, heading: SettingPath(["model_providers", id]).heading)
    }
    var result: [HTTPHeader] = []
    if let basicCredentials {
      result.set(Pair("Authorization", "Basic " + Base64.encode(Array(basicCredentials.utf8))))
    }
    for pair in headers { result.set(pair) }
    for pair in environmentHeaders {
      guard let value = environment[pair.value], !value.isBlank else { continue }
      let header = Pair(pair.name, value.trimmed)
      guard header.isSendable else { throw ProfilesMessages.holdsLineBreak(pair.value) }
      result.set(header)
    }
    if let key = try key(environment: environment) {
      let header = Pair("Authorization", "Bearer \(key.text)")
      guard header.isSendable else { throw ProfilesMessages.holdsLineBreak(key.source) }
      result.set(header)
    }
    return result
  }

  /// The variable of the key is not set; `nil` where it is, and where none is named.
  func missingKey(_ environment: [String: String]) -> EngineError? {
    do {
      _ = try key(environment: environment)
      return nil
    } catch {
      return error
    }
  }

  private func key(
    environment: [String: String]
  ) throws(EngineError) -> (text: String, source: String)? {
    if let environmentKey {
      if let key = environment[environmentKey], !key.isBlank {
        return (key.trimmed, environmentKey)
      }
      throw ProfilesMessages.isNotSet(
        environmentKey, for: name, instructions: environmentKeyInstructions)
    }
    if let bearerToken { return (bearerToken, "experimental_bearer_token") }
    guard isLMStudioOrigin, tokenCommand == nil else { return nil }
    // LM Studio's documentation and TypeScript SDK, then its Python SDK.
    for variable in ["LM_API_TOKEN", "LMSTUDIO_API_TOKEN"] {
      if let key = environment[variable], !key.isBlank { return (key.trimmed, variable) }
    }
    return nil
  }

  /// A key goes over the open network in the clear: worth a word.
  var sendsKeyInTheClear: Bool {
    guard let origin, origin.scheme == "http", !origin.isLoopback else { return false }
    return environmentKey != nil || bearerToken != nil || tokenCommand != nil
      || basicCredentials != nil
      || (headers + queryParameters).contains { Self.namesKey($0.name) }
      || !environmentHeaders.isEmpty
  }

  /// `Authorization`, `X-Api-Key`, `api-token`.
  private static func namesKey(_ name: String) -> Bool {
    ["auth", "key", "token", "secret"].contains { name.lowercased().contains($0) }
  }
}

extension Provider.Pair {
  /// The name is a token of RFC 9110; a control character in the value would let a header say
  /// something else.
  var isSendable: Bool {
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte > 32 && byte < 127 && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
      }
    return isName && !value.utf8.contains { ($0 < 32 && $0 != 9) || $0 == 127 }
  }
}

extension [HTTPHeader] {
  /// Replaces a header of the same name, whatever its case.
  fileprivate mutating func set(_ pair: Provider.Pair) {
    removeAll { $0.name.lowercased() == pair.name.lowercased() }
    append(HTTPHeader(pair.name, pair.value))
  }
}
