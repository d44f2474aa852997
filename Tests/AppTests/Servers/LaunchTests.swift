import Engine
import Foundation
import Simulator
import Support
import TUI
import Testing

@testable import App

@Suite("Starting and waking a server", .limit(minutes: 2))
struct LaunchTests {
  /// A server that is started by the command of its provider, and an engine that may start it.
  private func engine(
    _ settings: String, installed: [String] = [],
    start: @escaping @Sendable (String, Int) async -> Void
  ) async throws -> Engine {
    // A port that was free a moment ago.
    let probe = RawServer { _ in }
    let port = probe.port
    probe.stop()
    let configuration = try EngineFixture.configuration(
      """
      profile = "x"
      [model_providers.x]
      name = "desk"
      base_url = "http://127.0.0.1:\(port)/v1"
      \(settings)
      [profiles.x]
      model_provider = "x"
      model = "openai/gpt-oss-20b"
      """)
    return Engine(
      configuration: configuration,
      services: EngineServices(
        transport: HTTPTransport(environment: [:]), environment: [:],
        isInstalled: { installed.contains($0) },
        start: { command throws(EngineError) in await start(command, port) }))
  }

  @Test("A server that does not answer is offered to be started, and started after a yes only")
  func start() async throws {
    var options = SimulatorOptions()
    options.speed = .infinity
    let chosen = options
    let started = Started()
    let engine = try await engine("start_command = \"serve --now\"") { command, port in
      await started.begin(command, chosen, port)
    }
    await engine.beginWarmUp(force: false)
    await engine.warmUpEnded()
    var session = await engine.session
    guard case .offline(let error) = session.warmUp.state else {
      Issue.record("\(session.warmUp.state)")
      return
    }
    #expect(error.remedy == "Start it with: serve --now")
    #expect(session.launch == Launch(.start("serve --now"), name: "desk"))
    #expect(await started.commands.isEmpty)
    await engine.perform(.launch)
    session = await engine.until { $0.warmUp.state == .ready }
    #expect(session.warmUp.state == .ready && session.launch == nil)
    #expect(await started.commands == ["serve --now"])
    await engine.shutdown()
    await started.end()
  }

  @Test("Esc while a server starts says so, and offers it again")
  func stopped() async throws {
    let engine = try await engine("wake_command = \"wake desk\"") { _, _ in }
    await engine.beginWarmUp(force: false)
    await engine.warmUpEnded()
    await engine.perform(.launch)
    _ = await engine.until { if case .starting = $0.warmUp.state { true } else { false } }
    await engine.perform(.stop)
    let session = await engine.session
    guard case .offline(let error) = session.warmUp.state else {
      Issue.record("\(session.warmUp.state)")
      return
    }
    #expect(error.message == "desk was told to wake up; its answer is no longer waited for.")
    #expect(session.launch?.words == "wake desk")
    await engine.shutdown()
  }

  private actor Started {
    private(set) var commands: [String] = []
    private var server: Simulator?

    func begin(_ command: String, _ options: SimulatorOptions, _ port: Int) async {
      commands.append(command)
      var options = options
      options.port = port
      let server = Simulator(options)
      self.server = server
      _ = try? await server.start()
    }

    func end() async { await server?.stop() }
  }

  @Test("Only what is installed is offered, and nothing for a server of another machine")
  func offers() async throws {
    for (settings, installed, offer) in [
      ("", [], nil), ("location = \"network\"", ["lms"], nil),
      ("wake = \"AA-bb-cc-dd-ee-0f\"", [], "aa:bb:cc:dd:ee:0f"),
      ("wake_command = \"ssh box wake\"", [], "ssh box wake"),
    ] as [(String, [String], String?)] {
      let engine = try await engine(settings, installed: installed) { _, _ in }
      await engine.beginWarmUp(force: false)
      await engine.warmUpEnded()
      #expect(await engine.session.launch?.words == offer, "\(settings)")
      await engine.shutdown()
    }
  }

  @Test(
    "A hardware address is six bytes in hexadecimal",
    arguments: [
      ("aa:bb:cc:dd:ee:ff", true), ("AA-BB-CC-DD-EE-FF", true), ("aa:bb:cc:dd:ee", false),
      ("aa:bb:cc:dd:ee:fg", false), ("aabbccddeeff", false), ("", false), ("a:b:c:d:e:f", false),
    ])
  func address(_ text: String, _ isOne: Bool) {
    #expect((MagicPacket(text) != nil) == isOne)
  }

  @Test("The packet is ones and sixteen times the address")
  func packet() throws {
    let packet = try #require(MagicPacket("01:02:03:04:05:06"))
    #expect(packet.bytes.count == 102)
    #expect(packet.bytes.prefix(7) == [255, 255, 255, 255, 255, 255, 1])
    #expect(packet.bytes.suffix(6) == [1, 2, 3, 4, 5, 6])
    let ear = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(ear) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(ear, $0, length)
        _ = getsockname(ear, $0, &length)
      }
    }
    #expect(packet.send(to: "127.0.0.1", port: UInt16(bigEndian: address.sin_port)))
    var bytes = [UInt8](repeating: 0, count: 200)
    #expect(recv(ear, &bytes, bytes.count, 0) == 102)
    #expect(Array(bytes.prefix(102)) == packet.bytes)
  }

  @Test("A started server goes on by itself, in the shell's reading of its command")
  func process() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-start-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    mkfifo(folder + "/said", 0o600)
    let servers = ServerProcess(environment: ["PATH": "/usr/bin:/bin"], tool: .none, keys: [])
    #expect(servers.isInstalled("sh") && !servers.isInstalled("no-such-program"))
    async let said = Task.detached { try TextFile.read(folder + "/said", allowsPipe: true) }.value
    try await servers.start("sh -c 'echo \"$0 $1\" > \(folder)/said' \"two words\" three")
    #expect(try await said == Array("two words three\n".utf8))
  }
}
