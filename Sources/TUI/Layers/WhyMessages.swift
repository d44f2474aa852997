import Engine

/// What the page about a reply's seconds says.
enum WhyMessages {
  static let whySoSlow = "where the seconds went"

  static func meaning(of stage: StageClock.Stage) -> String {
    switch stage {
    case .connect: "until the server took the request"
    case .queue: "behind other requests"
    case .wait: "loading or reading: the server does not tell which"
    case .load: "the model came into memory"
    case .prompt: "the prompt was read"
    case .tool: "tools were at work"
    case .user: "you were asked"
    case .think, .answer: ""
    }
  }

  static func read(_ reuse: PromptReuse) -> String {
    "prompt: \(Plural.count(reuse.prompt, "token")), \(reuse.reused) of them read before, "
      + "\(reuse.read) new" + (reuse.rate.map { " at \(Int($0)) tok/s" } ?? "")
  }

  static func readUntold(_ tokens: Int) -> String {
    "prompt: \(Plural.count(tokens, "token")); the server does not say how many it had read before"
  }

  static let readUncounted = "the server does not count the prompt"

  static func lost(_ tokens: Int, because cause: PromptReuse.Cause) -> String {
    "about \(tokens) of the new ones it had read before: \(cause.words)"
  }

  static func wrote(_ rate: ReplyRate, usual: Double?, replies: Int) -> String {
    let own = TokenFormatter.rate(rate.tokensPerSecond, isEstimate: rate.isEstimate)
    let by = rate.isEstimate ? "counted here" : "by the server"
    let before = usual.map {
      "; usually \(Int($0.rounded())) (\(Plural.count(replies, "reply", "replies")))"
    }
    return "written at \(own), \(by)" + (before ?? "")
  }

  static func slower(_ slowness: Slowness) -> String {
    "\(slowness.percent) % slower than usual"
      + (slowness.reasons.isEmpty ? "" : "; what may be the reason:")
  }

  static let noReason = "nothing that is known here explains it"

  static func reason(_ reason: Slowness.Reason) -> String {
    switch reason {
    case .partlyOnProcessor(let percent):
      "\(percent) % of the model lies outside the graphics card"
    case .alsoLoaded(let names):
      "also loaded: " + names.map { Sanitizer.sanitize($0) }.joined(separator: ", ")
    case .littleMemory(let bytes): "only \(bytes.inGigabytes) of memory are free"
    case .swapped(let bytes): "\(bytes.inGigabytes) came back from swap meanwhile"
    case .throttled(let times):
      "the processor was too hot and slowed down, \(Plural.count(times, "time"))"
    case .longContext(let percent):
      "\(percent) % of the window is full, and each token looks back at all of it"
    }
  }
}
