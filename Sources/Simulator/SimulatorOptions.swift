/// Everything that can be chosen about a simulator before it starts.
package struct SimulatorOptions: Sendable {
  package var profile: ServerProfile
  /// The address it listens at. Beyond loopback every machine that reaches it can chat with it.
  package var host = "127.0.0.1"
  /// TCP port; 0 takes a free one.
  package var port: Int
  /// How many simulated seconds pass in a real one; `.infinity` never waits.
  package var speed: Double
  /// Decides ids and small variations; equal seeds give equal answers.
  package var seed: UInt64
  /// Requires `Authorization: Bearer <token>`; nil asks for nothing.
  ///
  /// The `cloud` profile always requires a token: this one, or any when it is nil.
  package var token: String?
  /// What `X-Simulator-Token` must say for the endpoints under `/simulator/`; nil asks for nothing.
  package var controlToken: String?
  /// Whether a request may load the model it names.
  package var jit: Bool
  /// Lets two simultaneous first requests load two instances, as seen on real servers.
  package var jitRace: Bool
  /// Faults on every request they fit.
  package var faults: [Fault]
  /// How thinking appears where neither the request nor the model says so.
  package var reasoning: ReasoningMode
  /// The downloaded models; nil takes the profile's own.
  package var catalogue: Catalogue?
  /// Keys of models that are loaded before the first request.
  package var loaded: [String]
  /// Bytes per simulated second read while loading: 2.5 GB take six seconds.
  package var loadThroughput: Double
  /// Tokens per simulated second of an answer.
  package var tokenRate: Double
  /// Tokens per simulated second of reading a prompt.
  package var promptRate: Double
  /// Simulated seconds after which a model that a request loaded is let go of, where the request does not say;
  /// negative: never; nil: as the server does, Ollama after five minutes, LM Studio after an hour.
  package var idleLifetime: Double?
  /// Simulated seconds before it listens, as a machine that has to wake up.
  package var startsAfter = 0.0
  /// Replies written at the same time; the next ones wait in line. `nil`: as many as are asked for.
  package var slots: Int?
  /// Real seconds after which an idle connection is closed.
  package var idleTimeout: Double
  /// Replaces the pacing that `speed` would choose.
  package var pacing: (any Pacing)?

  package init(
    profile: ServerProfile = .lms0425, port: Int = 0, speed: Double = 1, seed: UInt64 = 1,
    token: String? = nil, jit: Bool = true, jitRace: Bool = false, faults: [Fault] = [],
    reasoning: ReasoningMode = .standard, catalogue: Catalogue? = nil, loaded: [String] = [],
    loadThroughput: Double = 416_000_000, tokenRate: Double = 40, promptRate: Double = 400,
    idleTimeout: Double = 5, pacing: (any Pacing)? = nil
  ) {
    self.profile = profile
    self.port = port
    self.speed = speed
    self.seed = seed
    self.token = token
    controlToken = nil
    self.jit = jit
    self.jitRace = jitRace
    self.faults = faults
    self.reasoning = reasoning
    self.catalogue = catalogue
    self.loaded = loaded
    self.loadThroughput = loadThroughput
    self.tokenRate = tokenRate
    self.promptRate = promptRate
    self.idleTimeout = idleTimeout
    self.pacing = pacing
  }

  /// A token that no other program can guess: 128 bits of chance.
  package static func freshToken() -> String {
    (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()
  }

  /// The injected pacing, or the one for `speed`.
  var chosenPacing: any Pacing {
    pacing ?? (speed.isInfinite ? InstantPacing() : ScaledPacing(speed: speed))
  }
}
