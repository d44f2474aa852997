import Support
import Testing

@testable import Engine

/// What `lms link status --json` tells, and what follows for a prompt.
@Suite("Linked devices", .limit(minutes: 1))
struct LinkedDevicesTests {
  static let status = """
    {"status":"online","issues":[],"deviceIdentifier":"own","deviceName":"laptop",
     "preferredDeviceIdentifier":"own","peers":[
      {"deviceIdentifier":"d1","deviceName":"desk","status":"connected",
       "loadedModels":[{"identifier":"qwen/qwen3-8b:2","modelKey":"qwen/qwen3-8b"}]},
      {"deviceIdentifier":"d2","deviceName":"attic","status":"disconnected",
       "loadedModels":["openai/gpt-oss-20b"]}]}
    """

  private static func devices(_ text: String) throws -> LinkedDevices {
    try #require(JSON(parsing: Array(text.utf8)).flatMap(LinkedDevices.init))
  }

  @Test("A model in a connected device's memory runs there, and nothing tells where that is")
  func place() throws {
    let devices = try Self.devices(Self.status)
    #expect(devices.peers.map(\.name) == ["desk", "attic"])
    let there = devices.place(of: nil, named: "qwen/qwen3-8b")
    #expect(there == Handover(name: "desk", location: .unknown))
    #expect(devices.place(of: nil, named: "qwen/qwen3-8b:2") == there)
    // A device that is away runs nothing.
    #expect(devices.place(of: nil, named: "openai/gpt-oss-20b") == nil)
  }

  @Test("What is in no memory is loaded on the preferred device")
  func preferred() throws {
    let text = Self.status.replacing(
      #""preferredDeviceIdentifier":"own""#, with: #""preferredDeviceIdentifier":"d1""#)
    let devices = try Self.devices(text)
    #expect(devices.place(of: nil, named: "new")?.name == "desk")
    let here = ModelInfo(id: "new", residency: .loaded)
    #expect(devices.place(of: here, named: "new") == nil)
  }

  @Test("A link that is not in use is no issue; another one is")
  func issues() throws {
    #expect(try Self.devices(#"{"issues":["notLoggedIn"],"peers":[]}"#).issues == [])
    #expect(try Self.devices(#"{"issues":["badVersion"],"peers":[]}"#).issues == ["badVersion"])
  }

  /// LM Studio with one model in its list, which is a linked device's. Chats are counted.
  private func engine(
    _ chats: Counter, lock: Location, settings: String = ""
  ) async throws -> Engine {
    let transport = StubTransport { request throws(EngineError) in
      if request.method == .post {
        _ = chats.next()
        return .text("data: [DONE]\n\n")
      }
      if request.url.hasSuffix("/lmstudio-greeting") { return .text(#"{"lmstudio":true}"#) }
      if request.url.hasSuffix("/api/v1/models") {
        return .text(
          #"{"models":[{"key":"qwen/qwen3-8b","type":"llm","loaded_instances":[{"id":"qwen/qwen3-8b"}]}]}"#
        )
      }
      return .text("{}", status: 404)
    }
    let tool = ToolRunner(
      find: { () throws(EngineError) in "/bin/lms" },
      run: { _, arguments, output throws(EngineError) in
        await output(
          .standard(Array((arguments.first == "link" ? Self.status : "[]").utf8)))
        return 0
      })
    let configuration = try EngineFixture.configuration(
      """
      profile = "x"
      [profiles.x]
      model_provider = "lmstudio"
      model = "qwen/qwen3-8b"
      """)
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(transport: transport, environment: [:], tool: tool))
    await engine.perform(.adjust(.lock(lock)))
    return engine
  }

  @Test(
    "A locked prompt waits until it is known where the model runs, and does not go there",
    arguments: [Location.thisMachine, .network])
  func locked(_ lock: Location) async throws {
    let chats = Counter()
    let engine = try await engine(chats, lock: lock)
    await engine.perform(.send(Prompt("secret")))
    // Refused by the reply that found it out, or kept for one that knows already.
    let session = await engine.until {
      !$0.transcript.settled.isEmpty && !$0.isReplying
        || !$0.queue.isEmpty && $0.lockRefusal != nil
    }
    #expect(chats.count == 0)
    if case .failed(let error)? = session.transcript.settled.first?.reply.status {
      #expect(error.message.hasPrefix("desk is not on"))
    } else {
      #expect(session.queue.count == 1)
    }
    #expect(session.destination == .unknown)
    await engine.shutdown()
  }

  @Test("Without a lock the prompt goes at once, and the way is shown when it is known")
  func shown() async throws {
    let chats = Counter()
    let engine = try await engine(chats, lock: .cloud)
    await engine.startInteractive()
    await engine.beginWarmUp(force: false)
    let session = await engine.until { $0.destination == .unknown }
    #expect(session.route == "localhost:1234 → desk")
    // Other profiles and back again: what is known of the server is still known.
    await engine.perform(.switchProfile(.next))
    await engine.perform(.switchProfile(.named("x")))
    #expect(await engine.session.destination == .unknown)
    await engine.shutdown()
  }
}
