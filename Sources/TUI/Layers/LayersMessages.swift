import Engine

/// What the lists, pages and questions over the panes say.
enum LayersMessages {
  static let pins = "pins"

  static let deletesOrBringsBack = "deletes or brings back"

  static func conversations(keys: String) -> String { "conversations · Enter opens · \(keys)" }

  static func deleted(undoKey: String?) -> String {
    "deleted" + (undoKey.map { " · \($0) brings it back" } ?? "")
  }

  // No server answers, and nothing was said yet.

  static let noServer = "no server answers · a number or Enter chooses · Esc, or just type"
  static let tryDemo = "Try the demo"
  static let demoNeedsNothing = "a simulated model, in this program: codex-tui --demo"
  static let howToDemo = "Leave with Ctrl+D, then: codex-tui --demo"

  static func use(_ server: String) -> String { "Use \(server)" }
  static func start(_ server: String) -> String { "Start \(server)" }

  static func turns(_ count: Int) -> String { Plural.count(count, "turn") }

  static let thinking = "thinking"

  static let model = "model"

  static let serversDefault = "what the server does by itself"

  static let effort = "reasoning effort"

  static func kind(_ kind: String) -> String { "kind    \(kind)" }

  static func retry(after wait: Duration) -> String {
    "retry   after \(TimeFormatter.seconds(wait))"
  }

  static let saidNothingMore: SafeText = "The server said nothing more."

  static let serversWords: SafeText = "The server's own words:"

  static let palette = "keys and commands · type to find · Enter does it"
  static let onlyInLists = "in a list"

  static let sentPrompts = "prompts sent before"

  static let whatWentWrong = "what went wrong"

  static let figures = "this conversation in figures"

  static let nothingMatches = "nothing matches"

  static let loads = "loads"

  static let unloads = "unloads"

  static let downloads = "downloads what you type"

  static func models(keys: String) -> String { "models · Enter uses · \(keys)" }

  static func larger(_ size: String, than free: String) -> String {
    "\(size), only \(free) free"
  }

  static func launch(_ name: String, isWaking: Bool) -> String {
    isWaking ? "Wake the machine of \(name)?" : "Start \(name) on this machine?"
  }

  static func runs(_ command: String) -> String { "It runs: \(command)" }

  static func wakes(_ address: String) -> String { "It sends a magic packet to \(address)." }

  static func noModel(isAsking: Bool) -> String {
    isAsking ? "asking the servers for their models …" : "no server lists a model"
  }

  static func stopDownload(of model: String) -> String { "Stop downloading \(model)?" }

  static let arrivedIsKept = "What has arrived is kept for the next try."

  static func typeWholeName(downloadKey: String) -> String {
    "type the whole name of a model, then \(downloadKey) downloads it"
  }

  static func download(_ state: String, percent: String, detail: String) -> String {
    "◐ \(state)\(percent) \(detail) · Enter stops"
  }

  static func context(window: Int) -> String { "ctx \(TokenFormatter.short(window))" }

  /// `100 % on the GPU`, `no GPU`
  static func onGraphics(_ share: Double) -> String {
    share == 0 ? "no GPU" : "\(Int((share * 100).rounded())) % on the GPU"
  }

  /// `nil` where all is left to the server.
  static func loads(_ options: LoadOptions) -> String? {
    func word(_ is: Bool?, _ name: String) -> String? { `is`.map { $0 ? name : "no \(name)" } }
    let parts = [
      options.contextLength.map { "window \(TokenFormatter.short($0))" },
      options.graphicsShare.map { "GPU \(Int(($0 * 100).rounded())) %" },
      options.parallel.map { "\($0) at a time" },
      word(options.flashAttention, "flash attention"),
      word(options.cacheOnGraphics, "cache on the GPU"),
    ].compactMap(\.self)
    return parts.isEmpty ? nil : "loads with \(parts.joined(separator: ", "))"
  }

  static let tools = "tools"

  static let vision = "vision"

  static let reasoning = "reasoning"

  static func download(_ model: String, to server: String) -> String {
    "Download \(model) to \(server)?"
  }

  static let manyGigabytes = "A model has many gigabytes; they go to the disk of that server."

  static let promptWaits =
    "a waiting prompt does not fit · Enter on an empty line shows what can be done"

  static func overflow(needed: Int, window: Int) -> String {
    "about \(Plural.count(needed, "token")) · the loaded window holds \(window)"
  }

  static let leaveOut = "Leave out the oldest turns"

  static func leaveOut(_ turns: Int) -> String { "\(turns) of them; they stay in the conversation" }

  static let promptIsTooLong = "the prompt alone is too long"

  static let summarise = "Summarise the oldest turns"

  static func summarise(_ turns: Int) -> String {
    "\(turns) of them; one more request, they stay here whole"
  }

  static let tooFewTurns = "there are too few turns"

  static let loadLarger = "Load the model with a larger window"

  static func loadLarger(_ tokens: Int) -> String {
    "\(Plural.count(tokens, "token")); takes a load and more memory"
  }

  static let noLargerWindow = "this server or model offers no larger one from here"

  static let editPrompt = "Edit the prompt"

  static let comesBack = "it comes back into the composer"

  static let sendAnyway = "Send it anyway"

  static let cutOrRefused = "the server cuts it or refuses it"

  static let profiles = "profiles"

  static let yes: SafeText = " yes   "

  static let no: SafeText = " no"

  static let sure = "sure?"

  static let servers = "servers · Enter switches to its profile"

  static let asksServers = "asking the servers …"

  static func noProfile(of server: String) -> String {
    "no profile asks \(server); codex-tui config init writes one"
  }

  static let nothingSaid: SafeText = "Nothing was said yet."

  static let picksHeading: SafeText = "Answers you picked in races"
  static let statsHeading: SafeText =
    "turn  thought           answered          speed      model"

  static func told(read: Int, written: Int) -> String {
    "told by servers: \(Plural.count(read, "token")) read, "
      + "\(Plural.count(written, "token")) written · ~ marks our own count"
  }

  static func scrolls(title: String) -> String {
    "\(title) · ↑ ↓ scroll · any other key closes"
  }

  static func tools(_ tools: ToolSelection, window: Int?) -> String {
    let offered = tools.offered
    guard !offered.isEmpty else { return "tools · Enter lets this conversation call them" }
    let share =
      window.map { window in
        let percent = window > 0 ? tools.tokens * 100 / window : 0
        return ", \(percent > 20 ? "! " : "")\(percent) % of \(TokenFormatter.short(window))"
      } ?? ""
    return "tools · Enter puts on or off · \(Plural.count(offered.count, "tool")) on ≈ "
      + "\(TokenFormatter.short(tools.tokens)) tokens a request\(share)"
  }

  static func largeTools(tokens: Int, window: Int) -> String {
    "tools · Enter again: ≈ \(TokenFormatter.short(tokens)) tokens a request would be "
      + "\(tokens * 100 / max(1, window)) % of \(TokenFormatter.short(window))"
  }

  static func sampling(preset: String?) -> String {
    "how replies are worded here" + (preset.map { " · preset \($0)" } ?? "")
  }

  static func samplingKeys(hasPresets: Bool) -> [(String, String)] {
    [("← →", "change"), ("0-9", "type"), ("Backspace", "default")]
      + (hasPresets ? [("Ctrl+P", "next preset")] : []) + [("Enter", "done")]
  }

  static func origin(isOwn: Bool, isProfiles: Bool, isNarrow: Bool) -> String {
    if isNarrow, !isOwn, !isProfiles { return "server's" }
    return isOwn ? "this conversation" : isProfiles ? "profile" : "the server's choice"
  }

  static func canBe(_ range: String) -> String { "It can be: \(range)." }

  static let noToolServers = "no server of tools is configured: [mcp_servers.NAME], docs/tools.md"
  static let disabledServer = "enabled = false in its table"

  static func state(_ report: ToolServerReport, now: Duration) -> String {
    switch report.state {
    case .disabled: "not enabled"
    case .idle: "starts when it is needed"
    case .starting(let since): "starting \(TimeFormatter.wholeSeconds(max(.zero, now - since)))"
    case .ready(let tools):
      "ready · \(Plural.count(tools.count, "tool")) ≈ "
        + "\(TokenFormatter.short(tools.tokens)) tokens"
    case .failed(let error): "failed: \(Sanitizer.sanitize(error.message))"
    }
  }

  static func cost(_ tool: Tool) -> String {
    let about = tool.wireDescription.split(whereSeparator: \.isNewline).first ?? ""
    let hidden = tool.hidesCharacters ? "! hidden characters · " : ""
    return "\(hidden)≈ \(tool.tokens) tokens · \(Sanitizer.sanitize(String(about.prefix(80))))"
  }

  /// What its server claims; nothing here has checked it.
  static func claims(_ tool: Tool) -> String {
    let does =
      tool.saysItOnlyReads
      ? "it says that it only reads"
      : tool.saysItDestroys ? "may change or delete things" : "it says that it deletes nothing"
    let reaches =
      tool.saysItReachesOut ? "may reach the network" : "it says that it stays on this machine"
    return "\(does) · \(reaches)"
  }

  static let hidesCharacters = "its description holds characters that no eye can see"

  static func why(_ reason: ToolQuestion.Reason) -> String? {
    switch reason {
    case .new: nil
    case .changed: "! The tool describes itself otherwise than when you allowed it:"
    case .readOutside:
      "! Something was read from outside before; what it said may be behind this call."
    case .repeated: "! The same call has given the same result twice."
    case .manyCalls(let count):
      "! \(Plural.count(count, "call")) for this prompt so far; yes allows as many again."
    }
  }

  /// - Parameters:
  ///   - above, below: lines that are out of view.
  static func allow(number: Int, of count: Int, above: Int = 0, below: Int = 0) -> String {
    let place = count > 1 ? " \(number) of \(count)" : ""
    return "allow this call?\(place)"
      + (above > 0 ? " · ↑ \(Plural.count(above, "line")) above" : "")
      + (below > 0 ? " · ↓ \(Plural.count(below, "line")) below" : "")
  }

  static let readToTheEnd = "read it to its end first: ↓, Page Down, End"
  static let noArguments = "without arguments"
  static let once = "once"
  static let forConversation = "in this conversation"
  static let always = "always"
  static let notNow = "no"
  static let notBecause = "no, and say why"
  static let description = "description"
  static let stopsTurn = "stop"
  static let whyNot: SafeText = "why not? "
  static let standardError: SafeText = "what it wrote on standard error"
  static func form(of server: String) -> String { "\(server) asks" }
  static let boxOn: SafeText = "[x]"
  static let boxOff: SafeText = "[ ]"
  static let nothingChosen = "nothing chosen"
  static let nextOrSend = "next field, at the last one send"
  static let decline = "decline"
  static let leaveForm = "leave it unanswered"
  static let pageDone = "done there"
  static let pageIsAt: SafeText = "Open this address yourself if you trust it. It leads to "
  static let strangeHost: SafeText =
    "The name of the host is written in letters that may look like others."
  static let howToChoose: SafeText = "Space or ← → choose"
  static let howToTick: SafeText = "Space ticks it"
  static let mustBeFilledIn = "must be filled in"
  static let noSecrets: SafeText =
    "A server must not ask for a secret here: what you enter goes to it as it is."

  static func complaint(_ complaint: FormComplaint) -> String {
    switch complaint {
    case .missing: "this field must be filled in"
    case .number: "this must be a number"
    case .wholeNumber: "this must be a whole number"
    case .yesOrNo: "answer y or n"
    case .choice: "choose by the number or the name"
    case .range(let least?, let most?):
      "this must be from \(least.plain) to \(most.plain)"
    case .range(let least?, nil): "this must be at least \(least.plain)"
    case .range(nil, let most?): "this must be at most \(most.plain)"
    case .range: "this number is not accepted"
    case .length(let shortest, .max): "at least \(Plural.count(shortest, "character"))"
    case .length(let shortest, let longest): "from \(shortest) to \(longest) characters"
    case .count(let fewest, .max): "choose at least \(fewest)"
    case .count(let fewest, let most): "choose from \(fewest) to \(most)"
    case .format("email"): "this must be an email address"
    case .format("uri"): "this must be an address like https://example.org"
    case .format("date"): "this must be a date like 2026-01-31"
    case .format("date-time"): "this must be a time like 2026-01-31T14:05:00Z"
    case .format(let format): "this must be a \(Sanitizer.sanitize(format))"
    }
  }

  static let calls = "calls of tools · Enter opens"
  static let noCalls = "no tool was called"
  static let arguments: SafeText = "arguments"
  static let result: SafeText = "result"
  static let noResultYet: SafeText = "no result yet"

  static let themes = "themes · Enter keeps for this run"
}

extension Double {
  /// Without the fraction of a whole number.
  fileprivate var plain: String { Int(exactly: self).map(String.init) ?? String(self) }
}
