extension ConfigurationReading {
  /// Every provider, broken ones too: they say what is wrong when they are used.
  mutating func providers() -> [Provider] {
    var providers: [Provider] = []
    for entry in entries(of: "model_providers") { providers.append(provider(entry)) }
    let lmStudio = providers.first { $0.id == Provider.lmStudioID }?.origin
    for index in providers.indices {
      let origin = providers[index].origin
      providers[index].isLMStudioOrigin = origin != nil && origin == lmStudio
    }
    return providers
  }

  private mutating func provider(_ member: TOMLMember) -> Provider {
    let table = member.value
    var provider = Provider(id: member.key, name: member.key, baseURL: "")
    let heading = SettingPath(["model_providers", member.key]).heading
    var reader = TableReader(table, name: heading)
    Provider.table.read(into: &provider, &reader)
    record(reader)
    withholdBuiltInKey(&provider, table)
    if let defect = provider.defect {
      faults.append(ProfilesMessages.isDisabled(heading, defect, at: member.place))
    } else if provider.sendsKeyInTheClear {
      let place = table["base_url"]?.place ?? member.place
      let host = provider.origin?.address ?? provider.baseURL
      advice.append(ProfilesMessages.sendsKeyUnencrypted(heading, to: host, at: place))
    }
    return provider
  }

  /// A local server gets a key only when a file says so, and another server is a word worth.
  private mutating func withholdBuiltInKey(_ provider: inout Provider, _ table: TOMLValue) {
    guard let variable = provider.environmentKey, table["env_key"]?.place == .builtIn,
      let url = table["base_url"], url.place != .builtIn, let origin = provider.origin
    else { return }
    if origin.isLoopback {
      provider.environmentKey = nil
      provider.withheldKey = variable
      provider.environmentKeyInstructions = nil
      let headers = table["env_http_headers"]
      provider.environmentHeaders.removeAll { headers?[$0.name]?.place == .builtIn }
    } else if origin != Origin(url: "https://api.openai.com") {
      advice.append(ProfilesMessages.keyIsSent(variable, to: origin.address, at: url.place))
    }
  }
}
