/// One request and the way its answer takes; used by one task only.
final class Exchange {
  let request: Request
  /// The body, when it is JSON.
  let json: JSON?
  let prompt: Prompt
  let faults: FaultSet
  let world: World
  let options: SimulatorOptions
  let pacing: any Pacing
  let number: Int
  let outlet: Outlet
  /// Whether the connection may carry another request after this answer.
  var keepsOpen: Bool

  init(
    request: Request, json: JSON?, prompt: Prompt, faults: FaultSet, world: World,
    options: SimulatorOptions, pacing: any Pacing, number: Int, outlet: Outlet
  ) {
    self.request = request
    self.json = json
    self.prompt = prompt
    self.faults = faults
    self.world = world
    self.options = options
    self.pacing = pacing
    self.number = number
    self.outlet = outlet
    keepsOpen = request.keepsAlive
    outlet.writesSingleBytes = faults.contains(.tinyWrites)
    outlet.holdsEverything = faults.contains(.hugeWrites)
    if let fault = faults[.drop] ?? faults[.reset] {
      outlet.breakingPoint = fault.at ?? 400
      outlet.breaksWithReset = fault.name == .reset
    }
  }

  var profile: ServerProfile { options.profile }
  /// Whole seconds since 1970, as `created` fields have them.
  var created: Int { Int(pacing.now) }

  /// Whether the answer is to be streamed.
  func wantsStream(byDefault usual: Bool = false) -> Bool {
    guard !faults.contains(.jsonOnStream) else { return false }
    return json?["stream"]?.flag ?? usual
  }

  /// The request's body as an object; throws the server's refusal of anything else.
  func object() throws(HTTPFailure) -> JSON {
    guard let json, json.members != nil else {
      switch profile {
      case .lms0425, .lms0330, .lms0309: throw HTTPFailure(400, LMStudioRefusal.badJSON)
      case .ollama: throw HTTPFailure(400, ["error": "invalid character in JSON body"])
      case .llamacpp, .llamacppRouter:
        let place = "[json.exception.parse_error.101] parse error at line 1, column 1"
        throw HTTPFailure(400, LlamaCppRefusal.invalid("\(place): syntax error"))
      case .vllm, .cloud:
        throw HTTPFailure(
          400,
          LMStudioRefusal.error(
            "We could not parse the JSON body of your request.", type: "invalid_request_error",
            param: nil, code: nil))
      }
    }
    return json
  }

  // MARK: Whole answers

  func send(
    _ json: JSON, status: Int = 200, fields: [(String, String)] = [], layout: JSON.Layout? = nil
  ) async throws {
    let type =
      profile == .vllm || profile == .cloud
      ? "application/json" : "application/json; charset=utf-8"
    // Errors of LM Studio's /v1 were recorded with four spaces, all else with two.
    let isWide = profile.isLMStudio && status >= 400 && request.path.hasPrefix("/v1/")
    let layout = layout ?? (isWide ? .pretty(4) : profile.layout)
    try await send(page: json.rendered(layout), type: type, status: status, fields: fields)
  }

  func send(
    page: String, type: String, status: Int = 200, fields: [(String, String)] = []
  ) async throws {
    try await waitForHead()
    let bytes = Array(page.utf8)
    let head = headFields.fields(.whole(type: type, bytes: bytes), extra: fields)
    try await outlet.head(status: status, reason: StatusLine.reason(status), fields: head)
    if request.method != "HEAD" { try await outlet.part(bytes) }
    try await outlet.end()
  }

  func send(_ failure: HTTPFailure) async throws {
    switch failure.body {
    case .json(let json):
      try await send(compatible(json, failure), status: failure.status, fields: failure.fields)
    case .page(let page, let type):
      try await send(page: page, type: type, status: failure.status, fields: failure.fields)
    }
  }

  /// Ollama's errors are strings, but objects under `/v1`.
  private func compatible(_ json: JSON, _ failure: HTTPFailure) -> JSON {
    guard profile == .ollama, request.path.hasPrefix("/v1/"), json["error"]?.text != nil else {
      return json
    }
    let types = [400: "invalid_request_error", 404: "not_found_error"]
    return LMStudioRefusal.error(
      failure.message, type: types[failure.status] ?? "api_error", param: nil, code: nil)
  }

  // MARK: Streams

  func openEvents() async throws -> EventStream {
    try await openStream(type: profile == .vllm ? "text/event-stream; charset=utf-8" : eventType)
    return EventStream(outlet: outlet, faults: faults)
  }

  func openStream(type: String) async throws {
    try await waitForHead()
    let head = headFields.fields(.stream(type: type))
    try await outlet.head(status: 200, reason: "OK", fields: head)
  }

  /// Ends a stream, after the time a fault wants the socket to stay open.
  func endStream(closing: Bool = false) async throws {
    if let fault = faults[.linger] {
      try await outlet.flushHeld()
      try await pacing.wait(Double(fault.at ?? 30))
    }
    if closing { keepsOpen = false }
    try await outlet.end()
  }

  private var eventType: String { "text/event-stream" }

  private var headFields: HeadFields {
    HeadFields(profile: profile, now: pacing.now, keepsAlive: keepsOpen)
  }

  private func waitForHead() async throws {
    guard let fault = faults[.slowHeaders] else { return }
    try await pacing.wait(Double(fault.at ?? 60))
  }
}
