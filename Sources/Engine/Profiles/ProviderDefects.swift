extension Provider {
  /// What makes a provider unusable, to be read after its name; `nil` when it is fine.
  var defect: String? {
    guard id != Self.demoID else { return nil }
    if baseURL.isEmpty { return "has no base_url" }
    if origin == nil { return "has a base_url that is no http address: \(baseURL)" }
    if tokenCommand != nil, environmentKey != nil || bearerToken != nil {
      let other = environmentKey != nil ? "env_key" : "experimental_bearer_token"
      return "has auth.command beside \(other); keep one of them"
    }
    if let header = headers.first(where: { !$0.isSendable }) {
      return "has a header that cannot be sent: \(header.name)"
    }
    return nil
  }
}
