import Engine

/// What the picture says around the texts of the others.
enum ViewMessages {
  static func completion(title: String) -> String { "\(title) · Tab takes · ↑ ↓" }

  /// The model runs here, and its tools may carry something out.
  static let toolsReachOut: SafeText = " tools ↗ » "

  static let locked: SafeText = " locked » "

  // The keys that matter now.

  static let stop = "stop"
  static let cancel = "cancel"
  static let answerNow = "answer now"
  static let profile = "profile"
  static let models = "models"
  static let options = "options"
  static let loadDoctor = "doctor"
  static let all = "keys"

  /// The sign of a prompt that leaves this machine; without an address where there is no room.
  static func leaves(to address: String?, _ location: Location) -> String {
    " \(LocationLabel.word(location))\(address.map { " → \($0)" } ?? "") » "
  }

  static let answerFirst = "what is asked comes first"
  static let enterQueues = "type on; Enter queues"

  static func waiting(_ count: Int) -> String { "\(count) waiting · Enter sends the first" }

  static func enterSendsNothing(within lock: Location) -> String {
    "\(LocationLabel.lock(lock)): Enter sends nothing from here"
  }

  static func enterLeaves(for location: Location) -> String {
    switch location {
    case .network: "Enter goes over your network"
    case .unknown: "Enter goes to a linked device; where that is, nothing tells"
    case .thisMachine, .cloud: "Enter leaves this machine"
    }
  }

  static func ask(model: String) -> String { "ask \(model)" }

  static func find(inThinking: Bool) -> String {
    " find in \(inThinking ? "thinking" : "response") › "
  }

  static let findKeys: SafeText = "   Enter next · ↑ previous · Esc closes"

  static func below(lines: Int) -> String { " ↓ \(Plural.count(lines, "line")) below " }

  static func more(_ count: Int) -> String { " (+\(count) more)" }

  // The model getting ready.

  static func window(_ tokens: String) -> String { "window \(tokens)" }
  static let connected = "connected"
  static let found = "model found"
  static let inMemory = "in memory"
  static let typeNow = "Type now. Enter sends as soon as it is ready."
  static let askAnything = "Ask anything."
  static let recent = "Recent"

  static func allConversations(key: String) -> String { "\(key) all conversations" }

  static let escapeCloses = " · Esc closes"

  static let newConversation: SafeText = "new conversation"

  static func asWritten(title: SafeText) -> SafeText { "\(title) · as written" }

  // The keys worth knowing, by what they do.
  static let sends = "send; while the model warms up or talks, queue"
  static let nextProfile = "next profile: cloud or local, in the same conversation"
  static let movesThinking = "move the thinking pane"
  static let allKeys = "all keys"

  static func title(doing: String, model: String) -> String { "codex-tui · \(doing) · \(model)" }

  static func tooSmall(needs: Size, has: Size) -> String {
    "needs \(needs.columns)×\(needs.rows), has \(has.columns)×\(has.rows)"
  }

  static func summarises(model: String) -> String {
    "\(model) writes a summary · Esc stops it"
  }

  static func repeats(
    isAnswer: Bool, bytes: Int?, answerKey: String?, stopKey: String?
  ) -> String {
    let answer = answerKey.map { " · \($0) asks for the answer now" } ?? ""
    let stop = stopKey.map { " · \($0) stops" } ?? ""
    let part = isAnswer ? "the answer" : "the thinking"
    let words =
      bytes.map { "repeats the same \(Plural.count($0, "byte"))" } ?? "says nothing new"
    return "\(part) \(words)\(answer)\(stop)"
  }

  static let stoppedAsking: SafeText = "stopped here · asking the server…"

  static func serverStopped(after wait: Duration) -> String {
    "stopped here, and the server stopped"
      + (wait < .seconds(1) ? "" : " after \(TimeFormatter.wholeSeconds(wait))")
  }

  static func serverBusy(since wait: Duration) -> String {
    "stopped here; the server is still busy, \(TimeFormatter.wholeSeconds(wait))"
  }

  static let stoppedUnknown: SafeText =
    "stopped here; the connection is closed, the server does not say more"

  static func effort(_ level: String) -> String { "effort \(level)" }

  static let notKept = "NOT KEPT"

  static func files(_ count: Int) -> String { Plural.count(count, "file") }

  static func queued(_ count: Int) -> String { "\(count) queued" }

  /// `~` where our own clock measured it.
  static func firstWord(after wait: Duration, isEstimate: Bool) -> String {
    "first word \(isEstimate ? "~" : "")\(TimeFormatter.seconds(wait))"
  }

  static func lane(_ number: Int, profile: String, model: String) -> String {
    "\(number) \(profile) · \(model)"
  }

  static func blindLane(_ number: Int) -> String { "answer \(number)" }

  static func asks(_ profiles: [String]) -> String { "ask \(profiles.joined(separator: " and "))" }

  static func firstWord(ofLane wait: Duration) -> String {
    "first ~\(TimeFormatter.seconds(wait))"
  }

  static let namedLater = "named once you have picked"

  static func willRead(_ forecast: ReadingForecast, profile: String) -> String {
    "Enter now: \(profile) reads about \(TokenFormatter.short(forecast.tokens)) tokens again"
      + (forecast.seconds.map { ", about \(TimeFormatter.wholeSeconds(.seconds($0)))" } ?? "")
  }

  /// `  read 310, reused 4.2k`
  static func read(_ reuse: PromptReuse) -> String {
    "  read \(TokenFormatter.short(reuse.read)), reused \(TokenFormatter.short(reuse.reused)) tok"
  }

  static let laneWaits = "waits for the other one"

  static func racesNext(_ profiles: [String], stopKey: String?) -> String {
    "the next prompt goes to \(profiles.joined(separator: " and "))"
      + (stopKey.map { " · \($0) calls it off" } ?? "")
  }

  static func race(
    isOver: Bool, reason: String?, pickKeys: [String], stopKey: String?
  ) -> String {
    let picks = pickKeys.isEmpty ? "" : pickKeys.joined(separator: " or ") + " goes on from it"
    if isOver, pickKeys.isEmpty {
      return "no answer came" + (stopKey.map { " · \($0) leaves the race" } ?? "")
    }
    let parts =
      isOver
      ? ["which answer?", picks, stopKey.map { "\($0) keeps both" } ?? ""]
      : [reason ?? "", picks, stopKey.map { "\($0) stops" } ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  static let simulated: SafeText = "SIMULATED "

  static func leaves(for location: Location) -> SafeText {
    SafeText(foreign: "\(LocationLabel.word(location)) → ")
  }

  static func translated(to language: String, by profile: String) -> String {
    "\(language) · by \(profile)"
  }

  static func repeated(_ count: Int) -> String { "\(count) said again" }

  static func failed(_ words: String) -> String { "✗ \(words)" }

  /// `▕███▏ 412 tok of 2000`
  static func budget(_ count: String, of budget: ThinkingBudget, _ share: Double) -> String {
    let limit = budget.tokens == nil ? " · \(budget.words)" : " of \(budget.words)"
    return "\(Gauge.bar(share, columns: 6)) \(count)\(limit)"
  }

  static func context(percent: Int, of window: Int) -> String {
    "ctx \(percent) % of \(TokenFormatter.short(window))"
  }

  static func context(used: Int) -> String { "ctx \(TokenFormatter.short(used)) of ?" }

  static func noItem(_ name: String, known: [String]) -> String {
    "[tui] status_line: there is no item \(name); there are \(known.joined(separator: ", "))."
  }

  static let thinking: SafeText = "thinking"

  static let thought: SafeText = "thought"

  static func turn(_ number: Int) -> SafeText { "turn \(number)" }
}
