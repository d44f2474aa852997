import Engine

/// What happened in a soak.
struct SoakTally {
  var prompts = 0
  var faults = 0
  var stops = 0
  var queued = 0
  var switches = 0
  var sizes = 0
  var conversations = 0
  var pictures = 0
  /// Prompts that a failure held back, which the user then took out of the queue.
  var withdrawn = 0
  /// Replies that came to nothing for so long that the user gave up.
  var impatience = 0
  /// Prompts that are nowhere.
  var lost: [String] = []
  private(set) var endings: [String: Int] = [:]

  mutating func count(_ reply: Reply) {
    let name =
      switch reply.status {
      case .pending, .streaming: "unfinished"
      case .complete: "complete"
      case .interrupted: "stopped"
      case .cutOff: "cut off"
      case .endedEarly: "ended early"
      case .lengthLimit: "length limit"
      case .failed(let error): "failed: \(error.kind)"
      }
    endings[name, default: 0] += 1
  }

  var text: String {
    let replies = endings.sorted { $0.value > $1.value }.map { "  \($0.value) \($0.key)" }
    return """
      \(prompts) prompts, \(faults) faults, \(stops) stops, \(queued) queued, \(switches) switches \
      of profile, \(sizes) sizes, \(conversations) conversations, \(pictures) pictures
      \(withdrawn) held back and withdrawn, \(impatience) given up by the user
      replies:
      \(replies.joined(separator: "\n"))

      """
  }
}
