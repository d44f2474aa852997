/// A download job of `/api/v1/models/download`.
struct Download: Sendable {
  enum State: String { case downloading, paused, completed, failed }

  var id: String
  var model: String
  var totalBytes: Int
  /// Simulated seconds since 1970.
  var started: Double
  /// Bytes per simulated second.
  var rate: Double
  /// Polls so far; where time stands still they move the job on.
  var polls = 0
  /// Where it ends instead of completing, if it does.
  var broken: State?

  /// Bytes at that moment.
  func downloaded(at now: Double, isInstant: Bool) -> Int {
    let byTime = (now - started) * rate
    let byPolls = isInstant ? Double(polls) / 4 * Double(totalBytes) : 0
    let bytes = min(Double(totalBytes), max(byTime, byPolls))
    return Int(broken == nil ? bytes : min(bytes, Double(totalBytes) / 2))
  }

  func state(at now: Double, isInstant: Bool) -> State {
    let bytes = downloaded(at: now, isInstant: isInstant)
    if let broken, bytes >= totalBytes / 2 { return broken }
    return bytes >= totalBytes ? .completed : .downloading
  }
}
