import Foundation
import Simulator
import Support
import Testing

@testable import App
@testable import Engine

/// Two simulated servers, one faster than the other, answer the same prompt.
@Suite("A race between two servers", .limit(minutes: 2))
struct RaceRunTests {
  private final class Stage: Sendable {
    let slow: Simulator
    let fast: Simulator
    let engine: Engine
    let transport: HTTPTransport
    let configuration: Configuration

    init(
      archive: Archive? = nil, faults: [Fault] = [], record: RecordedRace? = nil
    ) async throws {
      func simulator(_ speed: Double, _ faults: [Fault] = []) -> Simulator {
        var options = SimulatorOptions()
        options.speed = speed
        options.faults = faults
        return Simulator(options)
      }
      slow = simulator(200, faults)
      fast = simulator(800)
      let ports = (try await slow.start(), try await fast.start())
      configuration = try EngineFixture.configuration(
        """
        profile = "slow"
        [model_providers.a]
        name = "llama.cpp"
        base_url = "http://127.0.0.1:\(ports.0)/v1"
        wire_api = "chat"
        [model_providers.b]
        name = "llama.cpp"
        base_url = "http://127.0.0.1:\(ports.1)/v1"
        wire_api = "chat"
        [profiles.slow]
        model_provider = "a"
        model = "openai/gpt-oss-20b"
        [profiles.fast]
        model_provider = "b"
        model = "openai/gpt-oss-20b"
        input_price = 1
        output_price = 10
        """)
      transport = HTTPTransport(environment: [:])
      var services = EngineServices(
        transport: transport, environment: [:], archive: archive)
      record?.record(configuration, over: transport, in: &services)
      engine = Engine(configuration: configuration, services: services)
      if archive != nil { await engine.beginKeeping() }
    }

    func race(isParallel: Bool? = true) async -> Session {
      var order = RaceOrder(Prompt("tell me about ncurses"), ["slow", "fast"])
      order.isParallel = isParallel
      await engine.perform(.race(order))
      return await engine.until { $0.race?.isOver == true && $0.activity != .racing }
    }

    func end() async {
      await engine.shutdown()
      await transport.shutdown()
      await slow.stop()
      await fast.stop()
    }
  }

  @Test("A cost is what the server counted, by the profile's prices")
  func cost() async throws {
    let stage = try await Stage()
    let session = await stage.race()
    let race = try #require(session.race)
    let now = stage.engine.time.now
    // One price is nothing to compare with.
    #expect(RaceFigures.winner(.cost, race, now: now) == nil)
    #expect(RaceFigures(race.lanes[0], now: now).cost == nil)
    let usage = race.lanes[1].reply.usage
    let read = Double(usage.promptTokens ?? 0)
    let written = Double(usage.completionTokens ?? 0)
    let cost = try #require(RaceFigures(race.lanes[1], now: now).cost)
    #expect(abs(cost - (read + written * 10) / 1_000_000) < 1e-12)
    await stage.end()
  }

  @Test("A race is picked, gone on from, resumed and exported")
  func whole() async throws {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    let stage = try await Stage(archive: Archive(folder: home.path))
    _ = await stage.race()
    await stage.engine.perform(.pick(0))
    _ = await stage.engine.until { $0.race == nil }
    await stage.engine.perform(.send(Prompt("and then?")))
    let session = await stage.engine.until { $0.transcript.settled.count == 2 }
    #expect(session.profile.name == "slow")
    let sent = session.transcript.settled
    #expect(sent[0].reply.source.profile == "slow")
    let id = session.conversation.id.rawValue
    await stage.engine.kept()
    await stage.engine.shutdown()

    let archive = Archive(folder: home.path)
    _ = try await archive.open()
    let kept = try await archive.conversation(session.conversation.id)
    #expect(kept.transcript.settled.map(\.reply.source.profile) == ["slow", "slow"])
    #expect(kept.transcript.place(of: kept.transcript.settled[0].id).count == 2)
    let text = ExportCommand.text(kept, .json, Redaction())
    let read = try ImportCommand.conversation(Array(text.utf8), "\(id).json")
    #expect(read.turns.map(\.turn.reply.source.profile).sorted() == ["fast", "slow", "slow"])
    #expect(read.turns.map(\.place) == kept.turns.map(\.place))
    await archive.close()
    await stage.end()
  }

  @Test("A recorded race is replayed without a server, to the same pick")
  func replayed() async throws {
    let record = RecordedRace()
    let stage = try await Stage(record: record)
    let raced = await stage.race()
    await stage.engine.perform(.pick(1))
    let session = await stage.engine.until { $0.race == nil }
    await stage.end()

    let read = try RecordedSession(record.bytes, named: "race.jsonl")
    let transport = ReplayTransport(read, speed: .infinity)
    let engine = Engine(
      configuration: try read.configuration(),
      services: EngineServices(transport: transport, environment: [:]))
    try await transport.drive(engine)
    let replayed = await engine.until { $0.race == nil && $0.transcript.settled.count == 1 }
    #expect(
      replayed.transcript.settled[0].reply.text == session.transcript.settled[0].reply.text)
    #expect(replayed.transcript.settled[0].reply.source.profile == "fast")
    let texts = raced.race?.lanes.map(\.reply.text.string) ?? []
    #expect(Set(replayed.transcript.all.map(\.reply.text.string)) == Set(texts))
    await engine.shutdown()
  }

  @Test("A server that breaks off on one side leaves the other alone, and exec says so")
  func broken() async throws {
    let stage = try await Stage(faults: [Fault(.drop, at: 20_000)])
    let written = Written()
    let exec = ExecRace(engine: stage.engine, streams: written.streams)
    var order = RaceOrder(Prompt("tell me about ncurses"), ["slow", "fast"])
    order.isParallel = true
    let status = await exec.run(order)
    #expect(status == .broken)
    #expect(written.text.contains("2 fast · openai/gpt-oss-20b"))
    #expect(written.error.contains("! 1 slow · openai/gpt-oss-20b"))
    await stage.end()
  }

  @Test("exec --race prints each answer under its name and the figures; --json fits its schema")
  func exec() async throws {
    let stage = try await Stage()
    let words = Written()
    var order = RaceOrder(Prompt("tell me about ncurses"), ["slow", "fast"])
    order.isParallel = true
    let plain = ExecRace(engine: stage.engine, streams: words.streams)
    #expect(await plain.run(order) == .ok)
    #expect(words.text.hasPrefix("1 slow · openai/gpt-oss-20b\n"))
    #expect(words.text.contains("\n\n2 fast · openai/gpt-oss-20b\n"))
    #expect(words.error.contains("first"))
    let lines = Written()
    var json = ExecRace(engine: stage.engine, streams: lines.streams)
    json.options.isJSON = true
    #expect(await json.run(order) == .ok)
    let schema = try #require(ExecJSONTests.schema)
    #expect(lines.lines.compactMap { $0["type"]?.string } == ["lane", "lane", "done"])
    #expect(Set(lines.lines.compactMap { $0["profile"]?.string }) == ["slow", "fast"])
    for line in lines.lines { #expect(schema.violation(of: line) == nil, "\(line.text)") }
    await stage.end()
  }

  @Test("One machine: one after the other, and the second is not asked before the first has ended")
  func sequential() async throws {
    let stage = try await Stage()
    let session = await stage.race(isParallel: nil)
    let lanes = try #require(session.race?.lanes)
    #expect(session.race?.reason?.contains("one after the other") == true)
    #expect(lanes.map(\.reply.status) == [.complete, .complete])
    let ends = lanes.map { $0.reply.clock.spans.last?.end ?? .zero }
    let begins = lanes.map { $0.reply.clock.spans.first?.start ?? .zero }
    #expect(begins[1] >= ends[0])
    await stage.end()
  }
}
