/// One way to misbehave, perhaps with a number: `drop@120`.
///
/// What the number counts depends on the fault: bytes, tokens, seconds or percent.
package struct Fault: Sendable, Hashable, CustomStringConvertible {
  package var name: Name
  package var at: Int?

  package init(_ name: Name, at: Int? = nil) {
    self.name = name
    self.at = at
  }

  /// Reads `name` or `name@N`; nil when there is no such fault.
  package init?(parsing text: some StringProtocol) {
    let parts = text.split(separator: "@", maxSplits: 1)
    guard let first = parts.first, let name = Name(rawValue: String(first)) else { return nil }
    self.init(name, at: parts.count > 1 ? Int(parts[1]) : nil)
    if parts.count > 1, at == nil { return nil }
  }

  package var description: String {
    at.map { "\(name.rawValue)@\($0)" } ?? name.rawValue
  }
}

extension Fault {
  /// The stable names. `N` says what the number after `@` means.
  package enum Name: String, Sendable, CaseIterable {
    // Errors after the stream began; N: after so many tokens (default: half of them).
    case errorObject = "err-midstream-obj"
    case errorString = "err-midstream-string"
    case errorDuplicate = "err-midstream-dup"
    case nativeError = "native-error"
    case evictMid = "evict-mid"
    case unloadMid = "unload-mid"
    case crashMid = "crash-mid"

    // Endings.
    case noDone = "no-done"
    case noChatEnd = "no-chat-end"
    /// N: seconds the socket stays open after the end (default 30).
    case linger
    /// Closes after N bytes of the body as framed on the wire (default 400).
    case drop
    /// As `drop`, but with a TCP reset.
    case reset

    // Dialects of server-sent events.
    case crlf, comments, bom, splice
    case multilineData = "multiline-data"
    case noSpaceAfterColon = "no-space-after-colon"
    case noEventLines = "no-event-lines"
    case onlyEventLines = "only-event-lines"

    // Cutting into writes.
    case tinyWrites = "tiny-writes"
    case hugeWrites = "huge-writes"

    // Things a client must tolerate.
    case badJSON = "badjson"
    case unknownEvent = "unknown-event"
    case extraFields = "extra-fields"
    case intProgress = "int-progress"
    case progressRegress = "progress-regress"
    case progressNull = "progress-null"

    // Slowness; N: simulated seconds.
    case slowFirstToken = "slow-first-token"
    case slowHeaders = "slow-headers"
    /// Without N it stalls until the client leaves.
    case stallMid = "stall-mid"

    // Loading; N: percent at which it happens.
    case loadFail = "load-fail"
    case loadStuck = "load-stuck"
    case resources
    case crash

    // Context overflow.
    case overflowOld = "overflow-400-old"
    case overflowNew = "overflow-400-new"
    case overflowEmpty = "overflow-empty-200"

    // Calls of functions that the client offers.
    case callIDsMissing = "call-ids-missing"
    case callIDsSame = "call-ids-same"
    case callIDsNumeric = "call-ids-numeric"
    case callIDsBlank = "call-ids-blank"
    /// All the arguments in one piece.
    case argumentsWhole = "arguments-whole"
    /// An object in the place of its text.
    case argumentsObject = "arguments-object"
    /// JSON in a string in JSON.
    case argumentsTwice = "arguments-twice"
    case argumentsCut = "arguments-cut"
    case argumentsEmpty = "arguments-empty"
    case callsAsText = "calls-as-text"
    case toolsRejected = "tools-rejected"
    /// As a chat template does that knows no tools.
    case toolsIgnored = "tools-ignored"
    /// Gives such ids and refuses others, as Mistral does.
    case callIDsOfNine = "call-ids-of-nine"
    /// Refuses calls whose thinking does not come back, as DeepSeek does.
    case thinkingDemanded = "thinking-demanded"

    case wrongModel = "wrong-model"
    case duplicateInstance = "dup-instance"
    case usageMissing = "usage-missing"
    case usageZero = "usage-zero"
    case usageEverywhere = "usage-on-every-chunk"
    case staleKeepAlive = "stale-keepalive"

    // Answers of another kind; N of `429`: seconds of Retry-After (default 2).
    case unauthorized = "401"
    case forbidden = "403"
    case notFound = "404"
    case unsupportedMedia = "415"
    case tooManyRequests = "429"
    case serverErrorPage = "500-html"
    case badGateway = "502-text"
    case pageInsteadOfJSON = "200-html"
    case jsonOnStream = "json-on-stream"
    case catchAll404 = "catchall-404"

    /// Refuses connections for N seconds (default 2) and forgets everything.
    case serverRestart = "server-restart"
    /// Download jobs: fails, or pauses, half way.
    case downloadFail = "download-fail"
    case downloadPause = "download-pause"
  }
}

/// The faults of one request.
struct FaultSet: Sendable {
  private(set) var faults: [Fault]

  init(_ faults: [Fault] = []) { self.faults = faults }

  func contains(_ name: Fault.Name) -> Bool { faults.contains { $0.name == name } }

  /// The fault of that name, if it is on.
  subscript(name: Fault.Name) -> Fault? { faults.first { $0.name == name } }

  mutating func add(_ more: [Fault]) {
    for fault in more where !faults.contains(fault) { faults.append(fault) }
  }
}

extension Fault.Name {
  /// Whether the fault, when it is not asked for by the request itself, touches only requests
  /// that generate text, so that lists and probes stay healthy.
  var isForGenerationOnly: Bool {
    switch self {
    case .unauthorized, .forbidden, .staleKeepAlive, .catchAll404, .slowHeaders, .serverRestart,
      .loadFail, .loadStuck, .resources, .duplicateInstance, .downloadFail, .downloadPause,
      .progressRegress, .progressNull, .intProgress, .toolsIgnored:
      false
    default: true
    }
  }
}
