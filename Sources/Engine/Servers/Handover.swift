/// Where a server has a model run that does not run on its own machine.
package struct Handover: Equatable, Sendable {
  /// `ollama.com`, or the name of a linked device.
  package var name: String
  package var location: Location

  /// - Parameter host: with or without a port. A name that only a resolver knows counts as the cloud.
  init(host: String) {
    self.init(name: host, location: Origin(url: "http://\(host)")?.location ?? .cloud)
  }

  init(name: String, location: Location) {
    self.name = name
    self.location = location
  }
}

extension [ModelInfo] {
  /// Where a server hands a model on to, as its list, its linked devices or the model's name tell.
  ///
  /// Asked for each picture: names are compared only of models that run elsewhere.
  func handover(of model: String, at kind: ServerKind?, _ devices: LinkedDevices?) -> Handover? {
    let elsewhere = indices.first { self[$0].remoteHost != nil && self[$0].answers(to: model) }
    if let host = elsewhere.flatMap({ self[$0].remoteHost }) ?? kind?.server.remoteHost(of: model) {
      return Handover(host: host)
    }
    guard let devices, !devices.peers.isEmpty else { return nil }
    return devices.place(of: first { $0.answers(to: model) }, named: model)
  }
}
