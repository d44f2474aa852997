import Engine
import Simulator
import Support
import Testing

@testable import App

@Suite("Whether a model fits", .limit(minutes: 2))
struct MemoryTests {
  @Test("The system's memory is read where it tells")
  func machine() throws {
    let free = try #require(MachineMemory.free())
    #expect(free > 1 << 20)
    #expect(12_110_000_000.inGigabytes == "12.1 GB")
    #expect(49_000_000.inGigabytes == "0.0 GB")
  }

  /// An engine on a simulated server and on a machine with so much memory; a load is under way, or has failed.
  private func load(
    _ model: String, by options: SimulatorOptions, free: FreeMemory, provider: String = "",
    profile: String = "", until isWanted: @Sendable (Session) -> Bool
  ) async throws -> Session {
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let configuration = try EngineFixture.configuration(
      """
      profile = "x"
      [model_providers.x]
      name = "x"
      base_url = "http://127.0.0.1:\(port)/v1"
      \(provider)
      [profiles.x]
      model_provider = "x"
      model = "\(model)"
      \(profile)
      """)
    let transport = HTTPTransport(environment: [:])
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(
        transport: transport, environment: [:], freeMemory: { free }))
    await engine.beginWarmUp(force: false)
    let session = await engine.until(isWanted)
    await engine.shutdown()
    await transport.shutdown()
    await simulator.stop()
    return session
  }

  /// What a load says that failed for want of memory, on a machine with so much of it.
  private func failure(free: Int?, location: String = "machine") async throws -> EngineError? {
    var options = SimulatorOptions(faults: [Fault(.resources)])
    options.speed = .infinity
    return try await load(
      "openai/gpt-oss-20b", by: options, free: FreeMemory(system: free),
      provider: "location = \"\(location)\""
    ) { $0.lastError != nil }.lastError
  }

  @Test("A load that fails for want of memory says how much is needed and free, and what to unload")
  func figures() async throws {
    let error = try #require(await failure(free: 9_300_000_000))
    #expect(
      error.message.hasSuffix("The model alone has 12.1 GB; free is 9.3 GB."),
      "\(error.message)")
    #expect(
      error.remedy
        == "End other programs, set a smaller load_context, or choose a smaller quantization.")
  }

  @Test(
    "Figures that explain nothing, or are another machine's, are not told",
    arguments: [
      (Optional(64_000_000_000), "machine"), (nil, "machine"), (9_300_000_000, "network"),
    ])
  func silent(_ free: Int?, _ location: String) async throws {
    let error = try #require(await failure(free: free, location: location))
    #expect(!error.message.contains("GB"))
  }

  @Test("A load that will not fit is told of with its window's cache before it ends")
  func forecast() async throws {
    var options = SimulatorOptions(profile: .ollama)
    // Time enough to weigh it while it loads.
    options.speed = 20
    let session = try await load(
      "gpt-oss:20b", by: options, free: FreeMemory(system: 9_300_000_000, graphics: 4_000_000_000),
      profile: "load_context = 32768"
    ) { !$0.notices.isEmpty }
    // 36 layers of 8 heads of 256 numbers of two bytes, for 32,768 tokens: 4.8 GB beside the file.
    let notice = try #require(session.notices.last?.text)
    #expect(notice.contains("with its window of 32768 tokens"), "\(notice)")
    #expect(notice.contains("free is 9.3 GB and 4.0 GB of the graphics card."), "\(notice)")
  }

  @Test("What the makers' tools tell of graphics cards")
  func cards() {
    #expect(GraphicsMemory.nvidia(Array("6144\n 2048 \n".utf8)) == 8192 << 20)
    #expect(GraphicsMemory.nvidia(Array("No devices were found\n".utf8)) == nil)
    let rocm = """
      {"card0":{"VRAM Total Memory (B)":"17163091968","VRAM Total Used Memory (B)":"163091968"}}
      """
    #expect(GraphicsMemory.rocm(Array(rocm.utf8)) == 17_000_000_000)
    #expect(GraphicsMemory.rocm(Array("{}".utf8)) == nil)
  }
}
