/// Everything a simulated server remembers between requests.
actor World {
  let options: SimulatorOptions
  let pacing: any Pacing
  let catalogue: Catalogue

  var instances: [ModelInstance] = []
  var loads: [Int: LoadInProgress] = [:]
  /// Loads begun since the start, by key.
  var loadCounts: [String: Int] = [:]
  var watchers: [Int: AsyncStream<ResidencyChange>.Continuation] = [:]
  /// The last prompt of each instance, with the answer to it, in parts.
  var promptCaches: [String: [String]] = [:]
  /// Tokens that requests did not have read again, by their numbers.
  var reusedTokens: [Int: Int] = [:]
  var stored: [String: StoredReply] = [:]
  var downloads: [String: Download] = [:]
  /// Streams that a client can come back to, by name.
  var kept: [String: KeptStream] = [:]
  var board: [BoardEntry] = []
  var log: [LoggedRequest] = []
  var lines: [String] = []
  var busy: Set<Int> = []
  /// Requests in line for a slot.
  private var line: [AsyncStream<Void>.Continuation] = []
  private var sequence = 0
  private var random: SeededRandom

  init(options: SimulatorOptions) {
    self.options = options
    pacing = options.chosenPacing
    catalogue = options.catalogue ?? .standard(for: options.profile)
    random = SeededRandom(seed: options.seed)
    instances = Self.initialInstances(options: options, catalogue: catalogue)
  }

  private static func initialInstances(
    options: SimulatorOptions, catalogue: Catalogue
  ) -> [ModelInstance] {
    let always = options.profile == .vllm || options.profile == .cloud
    let keys = always ? catalogue.cards.map(\.key) : options.loaded
    return keys.compactMap { catalogue.card(named: $0) }.map { card in
      ModelInstance(
        id: card.key, key: card.key, contextLength: card.defaultContext, isJIT: false)
    }
  }

  /// Returns once the request may be worked on.
  func takeSlot(_ number: Int) async throws {
    while let slots = options.slots, !busy.contains(number), busy.count >= slots {
      let (waiting, turn) = AsyncStream<Void>.makeStream()
      line.append(turn)
      for await _ in waiting {}
      try Task.checkCancellation()
    }
    busy.insert(number)
  }

  func freeSlot(_ number: Int) {
    guard busy.remove(number) != nil else { return }
    for turn in line { turn.finish() }
    line = []
  }

  /// Begins what the real server does by itself when it starts.
  func startUp() {
    guard options.profile == .llamacpp, instances.isEmpty, loads.isEmpty else { return }
    guard let card = catalogue.cards.first else { return }
    _ = load(card, plan: LoadPlan(isJIT: false, faults: FaultSet(options.faults)))
  }

  /// Forgets everything but the log and the faults on the board.
  func forget() {
    for load in loads.values {
      load.task?.cancel()
      for watcher in load.watchers { watcher.finish() }
    }
    loads = [:]
    instances = Self.initialInstances(options: options, catalogue: catalogue)
    stored = [:]
    downloads = [:]
    for stream in kept.values { stream.cancel() }
    kept = [:]
  }

  /// Back to the first moment, with an empty log.
  func reset() {
    forget()
    board = []
    log = []
    lines = []
    loadCounts = [:]
    random = SeededRandom(seed: options.seed)
    startUp()
  }

  /// Ends every load and every watcher, for good.
  func shutDown() {
    forget()
    for watcher in watchers.values { watcher.finish() }
    watchers = [:]
  }

  /// 1, 2, 3, …
  func nextNumber() -> Int {
    sequence += 1
    return sequence
  }

  enum Alphabet: String {
    case hexadecimal = "0123456789abcdef"
    case lowercase = "abcdefghijklmnopqrstuvwxyz0123456789"
    case digits = "0123456789"
    case mixed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
  }

  /// `prefix` and so many letters of the alphabet, by the seed.
  func identifier(_ prefix: String, _ length: Int, _ alphabet: Alphabet) -> String {
    let letters = Array(alphabet.rawValue)
    var text = prefix
    for _ in 0..<length { text.append(letters[Int(random.next() % UInt64(letters.count))]) }
    return text
  }
}

/// SplitMix64: small, fast, the same everywhere.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
