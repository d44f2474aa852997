import Support
import Synchronization
import Testing

@testable import Engine

/// What a locked conversation lets out, by address, name, redirect, proxy and hand-over: nothing.
@Suite("The lock", .limit(minutes: 1))
struct LockTests {
  struct Case: CustomTestStringConvertible {
    var url: String
    /// Of its provider.
    var settings = ""
    var model = "m"
    /// Whether each lock lets it be asked: this machine, my network.
    var passes: [Bool]
    var testDescription: String { "\(url) \(settings) \(model)" }
  }

  static let cases = [
    Case(url: "http://localhost:1/v1", passes: [true, true]),
    Case(url: "http://127.9.9.9:1/v1", passes: [true, true]),
    Case(url: "http://[::1]:1/v1", passes: [true, true]),
    Case(url: "unix:///run/llama.sock", passes: [true, true]),
    Case(url: "http://192.168.1.5:1/v1", passes: [false, true]),
    Case(url: "http://[fd00::5]:1/v1", passes: [false, true]),
    Case(url: "http://100.100.1.1:1/v1", passes: [false, true]),
    Case(url: "http://desk:1/v1", passes: [false, true]),
    Case(url: "http://desk.local:1/v1", passes: [false, true]),
    // A resolver says where these are.
    Case(url: "http://near.example:1/v1", passes: [false, true]),
    Case(url: "http://mixed.example:1/v1", passes: [false, false]),
    Case(url: "http://unknown.example:1/v1", passes: [false, false]),
    Case(url: "https://api.openai.com/v1", passes: [false, false]),
    Case(url: "http://8.8.8.8/v1", passes: [false, false]),
    Case(url: "http://134744072/v1", passes: [false, false]),
    Case(url: "http://localhost.example.com/v1", passes: [false, false]),
    Case(url: "http://192.168.1.5.example.com/v1", passes: [false, false]),
    // The file's word counts more than the address.
    Case(url: "http://localhost:1/v1", settings: "location = \"cloud\"", passes: [false, false]),
    Case(url: "http://203.0.113.1/v1", settings: "location = \"network\"", passes: [false, true]),
    // Ollama hands these on to its cloud.
    Case(url: "http://localhost:11434/v1", model: "kimi-k2:1t-cloud", passes: [false, false]),
    Case(url: "http://localhost:11434/v1", model: "alias", passes: [false, false]),
  ]

  @Test("The next profile is the next that the lock allows; a refusal only where none is")
  func next() async throws {
    func engine(_ others: [String]) async throws -> Engine {
      let tables = others.map {
        "[profiles.\($0)]\nmodel_provider = \"\($0.prefix(4))\"\nmodel = \"m\""
      }
      let text = """
        profile = "near1"
        [model_providers.near]
        base_url = "http://localhost:1/v1"
        [model_providers.away]
        base_url = "https://api.openai.com/v1"
        [profiles.near1]
        model_provider = "near"
        model = "m"
        local_only = "machine"
        \(tables.joined(separator: "\n"))
        """
      return try EngineFixture.engine(
        text, transport: StubTransport { _ in .text("{}", status: 404) })
    }
    let skipping = try await engine(["away1", "away2", "near2"])
    await skipping.perform(.switchProfile(.next))
    #expect(await skipping.session.profile.name == "near2")
    await skipping.perform(.switchProfile(.previous))
    #expect(await skipping.session.profile.name == "near1")
    #expect(await skipping.session.notices.isEmpty)
    let alone = try await engine(["away1", "away2"])
    await alone.perform(.switchProfile(.next))
    #expect(await alone.session.profile.name == "near1")
    #expect(await alone.session.notices.last?.text.contains("away1") == true)
    await skipping.shutdown()
    await alone.shutdown()
  }

  /// Ollama on every host with a model in memory, and an alias of a cloud model. Nothing answers a chat.
  private static func ollama(_ request: HTTPRequest) -> StubTransport.Answer {
    if request.url.hasSuffix("/api/version") { return .text(#"{"version":"0.13.0"}"#) }
    if request.url.hasSuffix("/api/ps") { return .text(#"{"models":[{"name":"m"}]}"#) }
    if request.url.hasSuffix("/api/tags") {
      return .text(
        #"{"models":[{"name":"m"},{"name":"alias","remote_host":"https://ollama.com:443"}]}"#)
    }
    return .text(#"{"error":"no"}"#, status: 404)
  }

  /// An engine on one provider with one model.
  private static func engine(
    _ url: String, _ transport: StubTransport, _ settings: String = "", model: String = "m",
    resolve: @escaping @Sendable (String) async -> [HostAddress] = { _ in [] }
  ) throws -> Engine {
    let configuration = try EngineFixture.configuration(
      """
      profile = "x"
      [model_providers.x]
      name = "x"
      base_url = "\(url)"
      \(settings)
      [profiles.x]
      model_provider = "x"
      model = "\(model)"
      """)
    return Engine(
      configuration: configuration,
      services: EngineServices(transport: transport, environment: [:], resolve: resolve))
  }

  @Test("What may not pass is not asked anything, and its prompt stays", arguments: cases, [0, 1])
  func verdict(_ row: Case, _ level: Int) async throws {
    let lock = [Location.thisMachine, .network][level]
    let transport = StubTransport { request in Self.ollama(request) }
    let resolve: @Sendable (String) async -> [HostAddress] = { host in
      switch host {
      case "near.example": ["10.0.0.7", "10.0.0.8"].compactMap { HostAddress($0) }
      case "mixed.example": ["10.0.0.7", "8.8.8.8"].compactMap { HostAddress($0) }
      default: []
      }
    }
    let engine = try Self.engine(
      row.url, transport, row.settings, model: row.model, resolve: resolve)
    await engine.perform(.adjust(.lock(lock)))
    await engine.isolated { engine in
      await engine.servers.locator.locate(engine.configuration.providers, on: engine)
    }
    await engine.perform(.send(Prompt("secret")))
    let session = await engine.until { session in
      !session.transcript.settled.isEmpty
        || !session.queue.isEmpty && session.lockRefusal != nil
    }
    let isSent = transport.requests.contains { request in
      String(decoding: request.body, as: UTF8.self).contains("secret")
    }
    #expect(isSent == row.passes[level])
    #expect(session.queue.isEmpty == row.passes[level])
    // Ollama itself may be asked what it has: that it hands a model on, only it can tell.
    if !row.passes[level], row.model == "m" { #expect(transport.requests.isEmpty) }
    await engine.shutdown()
  }

  @Test("A lock that comes later holds back loads, lists, downloads and summaries, too")
  func later() async throws {
    let transport = StubTransport { request in Self.ollama(request) }
    let engine = try Self.engine("http://desk:1/v1", transport)
    _ = await engine.listedCatalogue()
    await engine.beginWarmUp(force: false)
    await engine.warmUpEnded()
    #expect(await engine.session.warmUp.state == .ready)
    await engine.perform(.adjust(.lock(.thisMachine)))
    func asked() -> [String] { transport.requests.map(\.url).filter { $0.contains("desk") } }
    let before = asked().count
    let alias = ModelDownload.ID(providerID: "x", model: "new")
    for command in [
      .warmUp, .refreshCatalogue, .refreshFleet, .load(model: "alias", providerID: "x"),
      .pin(model: "m", providerID: "x"), .unload(model: "m", providerID: "x"),
      .download(model: alias.model, providerID: alias.providerID),
      .conversation(.compact(summarises: true)), .send(Prompt("secret")),
    ] as [EngineCommand] {
      await engine.perform(command)
    }
    _ = await engine.surveyed()
    _ = await engine.listedCatalogue()
    await engine.isolated { await $0.models.workEnded() }
    #expect(asked().count == before, "\(asked().dropFirst(before))")
    await engine.shutdown()
  }

  @Test("A cloud model behind a server that is known already is held back as well")
  func knownServer() async throws {
    let transport = StubTransport { request in Self.ollama(request) }
    let engine = try Self.engine("http://localhost:11434/v1", transport)
    await engine.perform(.adjust(.lock(.network)))
    await engine.beginWarmUp(force: false)
    await engine.warmUpEnded()
    // As while a reply is under way: the new model is not asked about.
    await engine.isolated { engine in
      engine.perform(.choose(model: "alias", providerID: "x"))
      engine.warmUp.abandon()
      engine.reply.begin(Prompt("secret"), on: engine)
    }
    let session = await engine.until { !$0.isReplying }
    #expect(
      !transport.requests.contains {
        String(decoding: $0.body, as: UTF8.self).contains("secret")
      })
    #expect(session.transcript.settled.isEmpty || session.lastError?.kind == .refused)
    await engine.shutdown()
  }

  @Test("A redirect is not followed")
  func redirect() async throws {
    let transport = StubTransport { request in
      request.url.contains("chat")
        ? .text("", status: 307, headers: [HTTPHeader("Location", "https://far.example/v1")])
        : .text("{}", status: 404)
    }
    let engine = try Self.engine("http://localhost:1/v1", transport, "wire_api = \"chat\"")
    await engine.perform(.adjust(.lock(.thisMachine)))
    await engine.perform(.send(Prompt("secret")))
    _ = await engine.until { !$0.transcript.settled.isEmpty }
    #expect(transport.requests.allSatisfy { $0.url.hasPrefix("http://localhost:1/") })
    await engine.shutdown()
  }

  @Test(
    "What is meant for a near server goes through no proxy", arguments: [Location.network, .cloud])
  func proxy(_ reach: Location) async throws {
    let asked = Mutex(0)
    let proxy = RawServer { peer in
      asked.withLock { $0 += 1 }
      peer.answer("200 OK", body: "by the proxy")
    }
    let transport = HTTPTransport(environment: ["http_proxy": "http://127.0.0.1:\(proxy.port)"])
    var request = HTTPRequest(method: .get, url: "http://192.0.2.1:9/")
    request.reach = reach
    request.mayUseProxy = reach == .cloud
    if reach == .cloud {
      #expect(try await transport.send(request).status == 200)
    } else {
      await #expect(throws: EngineError.self) { try await transport.send(request) }
    }
    #expect(asked.withLock(\.self) == (reach == .cloud ? 1 : 0))
    await transport.shutdown()
  }
}
