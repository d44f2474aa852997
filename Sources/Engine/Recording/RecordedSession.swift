/// A recording read back: what was asked of the program, and what servers answered when.
package struct RecordedSession: Sendable {
  /// One request with its answer, or one call of a tool with its result. Times are since the recording began.
  struct Answer: Sendable {
    var key: String
    var began: Duration
    /// What was sent, keys removed: the same words get the same answer.
    var body: String?
    var status = 200
    var headers: [HTTPHeader] = []
    var chunks: [(at: Duration, bytes: [UInt8])] = []
    /// Why there was no answer, or where it broke off.
    var failure: (at: Duration, message: String)?
    var hasHead = false
    /// The answer came to its own end.
    var hasEnded = false
    /// The user had enough; only then does a replay wait for the same.
    var wasLeft = false

    var isOver: Bool { hasEnded || wasLeft || failure != nil }

    /// What a server has is looked at.
    var isLook: Bool { key.hasPrefix("GET ") }
    /// A model is asked, not what a server has.
    var isQuestion: Bool { key.hasPrefix("POST ") }
  }

  /// What the user did.
  package struct Step: Equatable, Sendable {
    package var at: Duration
    package var command: EngineCommand
    /// Answers that were coming then, by the place of their exchange, and how many pieces of each
    /// had come.
    package var open: [Int: Int]
  }

  package private(set) var steps: [Step] = []
  private(set) var exchanges: [Answer] = []
  private var start: JSON = .null
  /// What each server of tools offered, one list for each of its starts.
  private(set) var toolLists: [String: [JSON]] = [:]

  /// - Throws: which line is no line of a recording, or that its version is too new.
  package init(_ bytes: [UInt8], named name: String) throws(EngineError) {
    var places: [Int: Int] = [:]
    var open: [Int: Int] = [:]
    var tools: Set<String> = []
    for (number, line) in bytes.split(separator: 0x0A).enumerated() {
      guard let json = JSON(parsing: line), let event = json["event"]?.string,
        let seconds = json["t"]?.amount(.seconds)
      else {
        throw RecordingMessages.noLine(number + 1, of: name)
      }
      let at = Duration.milliseconds(Int64((seconds * 1000).rounded()))
      if number == 0 { try begin(json, event, name) }
      let chosen = Set((json["tools"]?.array ?? []).compactMap(\.string))
      if event == "prompt", chosen != tools {
        tools = chosen
        steps.append(Step(at: at, command: .enableTools(tools), open: open))
      }
      if let command = CommandRecord.command(json, event) {
        steps.append(Step(at: at, command: command, open: open))
      }
      if event == "tools", let server = json["server"]?.string {
        toolLists[server, default: []].append(json)
      }
      guard let id = json["id"]?.count(.ordinal) else { continue }
      if event == "request" {
        places[id] = exchanges.count
        let exchange = Answer(key: Self.key(json), began: at, body: json["body"]?.string)
        // One is asked when the one before is over; its reader may have left without a word of its end.
        if exchange.isQuestion { open = [exchanges.count: 0] }
        exchanges.append(exchange)
      } else if event == "call" {
        places[id] = exchanges.count
        // A call begins when the model's answer is over, though its last piece may be written later.
        open = [exchanges.count: 0]
        exchanges.append(Self.call(json, at))
      } else if let place = places[id] {
        exchanges[place].take(json, event, at)
        if ["bytes", "asked", "began", "progress"].contains(event) { open[place]? += 1 }
        if exchanges[place].isOver { open[place] = nil }
      }
    }
    endWhatIsOpen()
    guard start != .null else { throw RecordingMessages.isEmpty(name) }
  }

  /// Where the program was killed, an answer has no end in the recording.
  private mutating func endWhatIsOpen() {
    for index in exchanges.indices {
      let exchange = exchanges[index]
      guard exchange.hasHead, !exchange.isOver, let last = exchange.chunks.last else { continue }
      exchanges[index].failure = (last.at, RecordingMessages.endsHere)
    }
  }

  private mutating func begin(
    _ json: JSON, _ event: String, _ name: String
  ) throws(EngineError) {
    guard event == "start", let version = json["version"]?.count(.ordinal) else {
      throw RecordingMessages.noStart(of: name)
    }
    guard version <= Recording.version else {
      throw RecordingMessages.newerVersion(version, of: name, newest: Recording.version)
    }
    start = json
  }

  private static func call(_ json: JSON, _ at: Duration) -> Answer {
    var call = Answer(
      key: key("CALL", json["name"]?.string ?? ""), began: at, body: json["arguments"]?.string)
    call.hasHead = true
    call.chunks = [(at, [])]
    return call
  }

  static func key(_ method: String, _ url: String) -> String { method + " " + url }

  private static func key(_ json: JSON) -> String {
    key(json["method"]?.string ?? "GET", json["url"]?.string ?? "")
  }

  /// The profiles and providers of the recording, without keys.
  package func configuration() throws(EngineError) -> Configuration {
    func quoted(_ json: JSON?) -> String { JSON.string(json?.string ?? "").text }
    var text = "profile = \(quoted(start["profile"]))\n"
    for provider in start["providers"]?.array ?? [] where provider["base_url"]?.string != "" {
      text += "[model_providers.\(quoted(provider["id"]))]\n"
      for key in ["name", "base_url", "wire_api"] where provider[key]?.string != "" {
        text += "\(key) = \(quoted(provider[key]))\n"
      }
    }
    for profile in start["profiles"]?.array ?? [] {
      text += "[profiles.\(quoted(profile["name"]))]\n"
      for key in ["model_provider", "model"] { text += "\(key) = \(quoted(profile[key]))\n" }
    }
    for server in start["tool_servers"]?.array ?? [] {
      text += "[mcp_servers.\(quoted(server["name"]))]\n"
      let way = server["url"] == nil ? "command" : "url"
      text += "\(way) = \(quoted(server["url"] ?? server["name"]))\n"
      for key in ["network", "trusted"] {
        if let value = server[key]?.bool { text += "\(key) = \(value)\n" }
      }
    }
    let file = text
    return try Configuration.load(
      ConfigurationSource(environment: ["HOME": "/replay"]) { path in
        path == "/replay/.codex/config.toml" ? file : nil
      })
  }
}

extension RecordedSession.Answer {
  mutating func take(_ json: JSON, _ event: String, _ at: Duration) {
    switch event {
    case "head":
      hasHead = true
      status = json["status"]?.count(.ordinal) ?? 200
      headers = (json["headers"]?.object ?? []).map {
        HTTPHeader($0.key, $0.value.string ?? "")
      }
      if chunks.isEmpty { chunks.append((at, [])) }
    case "bytes":
      if let text = json["data"]?.string {
        chunks.append((at, Array(text.utf8)))
      } else if let coded = json["base64"]?.string {
        guard let bytes = Base64.decode(coded) else {
          failure = (at, RecordingMessages.damagedPiece)
          return
        }
        chunks.append((at, bytes))
      }
    case "asked", "began", "progress": chunks.append((at, Array(json.text.utf8)))
    case "result":
      chunks.append((at, Array(json.text.utf8)))
      hasEnded = true
    case "end": hasEnded = true
    case "left": wasLeft = true
    case "failed": failure = (at, json["message"]?.string ?? RecordingMessages.broken)
    default: break
    }
  }
}
