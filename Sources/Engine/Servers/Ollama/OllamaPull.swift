/// Follows Ollama's `POST /api/pull`, a line of JSON per report.
///
/// A model is several layers, each with its own `total`; the whole grows as layers become known, so
/// progress counts bytes over all of them. Failure comes with status 200, as an `error` line.
struct OllamaPull: Sendable {
  enum Step: Equatable, Sendable {
    case progressed(WarmUp.Download)
    case succeeded
    case failed(EngineError)
  }

  private var lines = NDJSON()
  private var layers: [String: (done: Double, total: Double)] = [:]
  /// Bytes and moment of the first report, for the rate.
  private var first: (bytes: Double, at: Duration)?
  private(set) var hasEnded = false

  mutating func read(_ bytes: [UInt8], at now: Duration) -> [Step] {
    lines.append(bytes)
    return steps(at: now)
  }

  /// The stream is over; without a success before, it broke off.
  mutating func end(at now: Duration) -> [Step] {
    lines.end()
    var steps = steps(at: now)
    if !hasEnded {
      hasEnded = true
      steps.append(.failed(ServersMessages.pullEnded))
    }
    return steps
  }

  private mutating func steps(at now: Duration) -> [Step] {
    var steps: [Step] = []
    while !hasEnded, let item = lines.next() {
      switch item {
      case .event(_, let json), .body(let json):
        if let step = step(json, at: now) { steps.append(step) }
      default: break
      }
    }
    return steps
  }

  private mutating func step(_ json: JSON, at now: Duration) -> Step? {
    if let words = json["error"]?.string {
      hasEnded = true
      return .failed(ServersMessages.pullFailed(words, serverWords: json.text))
    }
    if json["status"]?.string == "success" {
      hasEnded = true
      return .succeeded
    }
    guard let digest = json["digest"]?.string, let total = json["total"]?.amount(.bytes) else {
      return nil
    }
    layers[digest] = (json["completed"]?.amount(.bytes) ?? 0, total)
    return .progressed(download(at: now))
  }

  private mutating func download(at now: Duration) -> WarmUp.Download {
    let done = layers.values.reduce(0) { $0 + $1.done }
    let total = layers.values.reduce(0) { $0 + $1.total }
    var download = WarmUp.Download(progress: total > 0 ? min(1, done / total) : nil)
    guard let first else {
      first = (done, now)
      return download
    }
    let seconds = (now - first.at) / .seconds(1)
    // A rate over less than a second says nothing.
    guard seconds >= 1, done > first.bytes else { return download }
    let rate = (done - first.bytes) / seconds
    download.bytesPerSecond = rate
    download.secondsLeft = (total - done) / rate
    return download
  }
}
