import Engine
import Simulator
import Support
import TUI
import Testing

@testable import App

/// A server of my network is treated as one of this machine; what leaves the network is seen and held.
@Suite("Locations over servers", .limit(minutes: 2))
@ScreenActor
struct LocationOverServersTests {
  private func neighbour(
    _ kind: ServerProfile = .lms0425, model: String, _ more: String = ""
  )
    async throws -> Harness
  {
    var options = SimulatorOptions(profile: kind)
    options.speed = .infinity
    if kind == .ollama {
      var cards = Catalogue.ollama.cards
      var cloud = cards[0]
      cloud.key = "kimi-k2:1t-cloud"
      cloud.remoteHost = "https://ollama.com:443"
      cards.append(cloud)
      options.catalogue = Catalogue(cards)
    }
    let simulator = Simulator(options)
    let port = try await simulator.start()
    return try await Harness(
      config: """
        [model_providers.desk]
        name = "desk"
        base_url = "http://127.0.0.1:\(port)"
        location = "\(kind == .ollama ? "machine" : "network")"
        [profiles.desk]
        model_provider = "desk"
        model = "\(model)"
        \(more)
        """, transport: HTTPTransport(environment: [:]), simulator: simulator)
  }

  @Test(
    "A neighbour's server is recognised, warmed up and listed, and the prompt says where it goes")
  func neighbour() async throws {
    let harness = try await neighbour(model: "openai/gpt-oss-20b")
    #expect(harness.picture.contains(" LAN → 127.0.0.1:"))
    #expect(harness.picture.contains("Enter goes over your network"))
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.warmUp.state == .ready }
    #expect(harness.state.session.server.kind != nil)
    harness.press("f3")
    await harness.until { !$0.session.catalogue.isEmpty && $0.session.listing?.isUnderWay == false }
    #expect(harness.state.session.catalogue.contains { $0.model.id == "openai/gpt-oss-20b" })
    harness.press("esc")
    harness.type("hello")
    harness.press("enter")
    await harness.until { $0.session.transcript.last?.reply.status == .complete }
    #expect(harness.state.session.transcript.last?.reply.source.isRemote == false)
    await harness.shutdown()
  }

  @Test("The lock has two levels: this machine, and my network")
  func levels() async throws {
    let harness = try await neighbour(model: "openai/gpt-oss-20b")
    harness.type("/local-only on")
    harness.press("enter")
    await harness.until { $0.session.lock == .thisMachine }
    harness.type("secret")
    harness.press("enter")
    #expect(harness.state.composer.text == "secret")
    #expect(harness.picture.contains(" locked » "))
    #expect(harness.picture.contains("local-only: this would go to 127.0.0.1:"))
    harness.press("alt+l")
    await harness.until { $0.session.lock == .network }
    #expect(harness.picture.contains("LAN-only: nothing of this conversation leaves your network"))
    harness.press("enter")
    await harness.until { $0.session.transcript.last?.reply.status == .complete }
    await harness.shutdown()
  }

  @Test("A profile locks the conversation it is chosen for")
  func profileLock() async throws {
    let harness = try await neighbour(model: "openai/gpt-oss-20b", "local_only = \"network\"")
    #expect(harness.state.session.lock == .network)
    #expect(harness.picture.contains("LAN-only"))
    await harness.engine.perform(.switchProfile(.named("cloud")))
    await harness.until {
      $0.session.notices.last?.text.contains("may not leave your network") ?? false
    }
    #expect(harness.state.session.profile.name == "desk")
    await harness.shutdown()
  }

  @Test("A cloud behind localhost is shown as the cloud, and held by both locks")
  func cloudBehindLocalhost() async throws {
    let harness = try await neighbour(.ollama, model: "kimi-k2:1t-cloud")
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.server.kind != nil && !$0.session.warmUp.isUnderWay }
    #expect(harness.picture.contains(" CLOUD → ollama.com » "))
    #expect(harness.picture.contains("CLOUD → 127.0.0.1:"))
    #expect(harness.picture.contains(" → ollama.com   "))
    for lock in [Location.thisMachine, .network] {
      await harness.engine.perform(.adjust(.lock(lock)))
      await harness.engine.perform(.send(Prompt("secret")))
      await harness.until { $0.session.lock == lock }
      #expect(harness.state.session.transcript.isEmpty)
      #expect(harness.picture.contains(" locked » "))
    }
    let asked = await harness.simulator?.log.filter { $0.target.contains("chat") } ?? []
    #expect(asked.isEmpty)
    await harness.shutdown()
  }

  @Test("A model of Ollama's cloud is not pinned: nothing of it is here")
  func pinCloudModel() async throws {
    let harness = try await neighbour(.ollama, model: "kimi-k2:1t-cloud")
    _ = await harness.engine.listedCatalogue()
    await harness.engine.perform(.pin(model: "kimi-k2:1t-cloud", providerID: "desk"))
    await harness.until { !$0.session.notices.isEmpty }
    #expect(harness.state.session.notices.last?.text.contains("runs at ollama.com") == true)
    let asked = await harness.simulator?.log.filter { $0.target.contains("generate") } ?? []
    #expect(asked.isEmpty)
    await harness.shutdown()
  }
}
