/// An endpoint: where it is, how it is spoken to, and which key opens it.
package struct Provider: Equatable, Sendable, Identifiable {
  /// A token printed by a program, `auth.command` in the file.
  package struct TokenCommand: Equatable, Sendable {
    package var command: String
    package var arguments: [String] = []
    package var timeout: Duration = .seconds(5)
    /// A token older than this is asked for again.
    package var refreshInterval: Duration = .seconds(300)
    package var workingDirectory: String?
  }

  package var id: String
  /// For people.
  package var name: String
  package var baseURL: String
  /// `user:password` of an address that named them; sent as basic authentication, shown nowhere.
  var basicCredentials: String?
  package var wireAPI: WireAPI = .auto
  /// The environment variable that holds the key.
  package var environmentKey: String?
  /// Said when that variable is missing.
  package var environmentKeyInstructions: String?
  /// The variable of a built-in key that a server on this machine gets only when a file says so.
  package var withheldKey: String?
  /// A literal token in the file.
  package var bearerToken: String?
  package var tokenCommand: TokenCommand?
  /// In the file's order; names and values are escaped when sent.
  package var queryParameters: [Pair] = []
  package var headers: [Pair] = []
  /// Header name → environment variable; left out when that is unset or blank.
  package var environmentHeaders: [Pair] = []
  /// Is where LM Studio is configured to be, so LM Studio's own token variables may open it.
  var isLMStudioOrigin = false
  /// `omit_fields`: what requests leave out, because the server refuses it.
  package var omittedFields: [String] = []
  /// `token_limit_field`: how the server calls the limit of a reply.
  package var tokenLimitField: String?
  package var requestMaxRetries = 4
  package var streamMaxRetries = 5
  /// Silence during thinking or answering that ends the reply; `nil`: never.
  package var tokenStallTimeout: Duration? = .seconds(300)
  /// Silence while the prompt is read.
  package var promptStallTimeout: Duration? = .seconds(900)
  /// Silence before anything else: a cold load of a large model from a slow disk.
  package var loadStallTimeout: Duration? = .seconds(1800)

  package struct Pair: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(id: String, name: String, baseURL: String) {
    self.id = id
    self.name = name
    self.baseURL = baseURL
  }

  package var origin: Origin? { Origin(url: baseURL) }

  /// `location`: where the file says it is, whatever its address looks like.
  package var givenLocation: Location?
  /// Where a resolver found its name to be, once it was asked.
  var resolvedLocation: Location?

  /// `start_command`: starts the server on this machine.
  package var startCommand: String?
  /// `wake`: the hardware address of its machine.
  package var wake: MagicPacket?
  /// `wake_command`: wakes its machine.
  package var wakeCommand: String?

  /// Where it is; the cloud until something nearer is known.
  package var location: Location {
    givenLocation ?? origin?.location ?? resolvedLocation ?? .cloud
  }

  /// Only a resolver can tell where it is, and was not asked yet.
  var needsLookup: Bool {
    givenLocation == nil && resolvedLocation == nil && origin != nil && origin?.location == nil
  }

  /// How far requests to it may travel. What a file says is not checked against addresses: a virtual
  /// private network has any.
  var reach: Location { givenLocation == nil ? location : .cloud }
}
