/// How a server that does not answer can be brought to answer, once the user says yes.
package struct Launch: Equatable, Sendable {
  package enum Means: Equatable, Sendable {
    /// A command line of this machine that starts the server.
    case start(String)
    /// A command line of this machine that wakes the server's.
    case wakeCommand(String)
    /// A magic packet to this hardware address.
    case wake(MagicPacket)
  }

  package var means: Means
  /// The server's, for people.
  package var name: String

  package init(_ means: Means, name: String) {
    self.means = means
    self.name = name
  }

  package var isWaking: Bool {
    if case .start = means { false } else { true }
  }

  /// What it does, as a user would type or read it.
  package var words: String {
    switch means {
    case .start(let command), .wakeCommand(let command): command
    case .wake(let packet): packet.description
    }
  }

  /// How long an answer is waited for: a machine that was asleep has to boot at worst.
  var patience: Duration { isWaking ? .seconds(300) : .seconds(120) }
}

extension Launch {
  /// - Parameter isInstalled: whether a program of that name may be run here.
  init?(_ provider: Provider, isInstalled: (String) -> Bool) {
    if let packet = provider.wake {
      self.init(.wake(packet), name: provider.name)
    } else if let command = provider.wakeCommand {
      self.init(.wakeCommand(command), name: provider.name)
    } else if let command = provider.startCommand {
      self.init(.start(command), name: provider.name)
    } else {
      guard provider.location == .thisMachine,
        let known = ServerRegistry.builtIn.first(where: {
          // At another port it was started in another way.
          $0.id == provider.id && $0.port == provider.origin?.port
        }),
        let command = known.launchCommand(where: isInstalled)
      else { return nil }
      self.init(.start(command), name: provider.name)
    }
  }
}
