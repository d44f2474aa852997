/// Reads what llama.cpp's router tells on `GET /models/sse` about one model's load.
///
/// `{"model","event","data":{"status":"loading","progress":{"value":0.4}}}`, seen in llama-server
/// of 2026; the status is also given for every other model, which is passed over.
struct RouterEvents: Sendable {
  enum Step: Equatable, Sendable {
    case progressed(Double?)
    case loaded
    case failed
  }

  let model: String
  private var events = ServerSentEvents()
  /// Before its load has begun, a model is `unloaded` without having failed.
  private var hasBegun = false

  init(model: String) {
    self.model = model
  }

  mutating func read(_ bytes: [UInt8]) -> [Step] {
    events.append(bytes)
    var steps: [Step] = []
    while let item = events.next() {
      guard case .event(let event) = item, let json = JSON(parsing: event.data),
        json["model"]?.string == model,
        let step = step(json["data"])
      else { continue }
      steps.append(step)
    }
    return steps
  }

  private mutating func step(_ data: JSON?) -> Step? {
    if data?["failed"]?.bool == true { return .failed }
    switch data?["status"]?.string {
    case "loading":
      hasBegun = true
      return .progressed(data?["progress"]?["value"]?.share)
    case "loaded", "sleeping": return .loaded
    case "unloaded": return hasBegun ? .failed : nil
    default: return nil
    }
  }
}
