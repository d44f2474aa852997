extension Provider {
  /// What makes a provider unusable, to be read after its name; `nil` when it is fine.
  var defect: String? {
    guard id != Self.demoID else { return nil }
    if baseURL.isEmpty { return ProfilesMessages.hasNoAddress }
    if origin == nil { return ProfilesMessages.hasForeignAddress(baseURL) }
    if tokenCommand != nil, environmentKey != nil || bearerToken != nil {
      return ProfilesMessages.hasCommand(
        beside: environmentKey != nil ? "env_key" : "experimental_bearer_token")
    }
    if let header = headers.first(where: { !$0.isSendable }) {
      return ProfilesMessages.hasUnsendableHeader(header.name)
    }
    return nil
  }
}
