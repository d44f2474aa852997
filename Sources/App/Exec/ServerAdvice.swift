import Engine

extension Runtime {
  /// The asked server did not answer: names those of this machine that do, and what has them answer.
  func adviseOnServers() async {
    let known = ServerRegistry.builtIn.map(\.id)
    for server in await engine.surveyed()
    where server.state == .answered && known.contains(server.id) {
      guard let model = server.readiest else { continue }
      let words = ExecMessages.answersInstead(server, model: model.id)
      StandardError.write("  → \(words)\n")
    }
  }
}
