import Engine
import Simulator
import Support
import TUI
import Testing

@testable import App

/// The model list's keys, and the ways out of an overflow, through the whole program.
@ScreenActor
@Suite("Models by key", .limit(minutes: 1))
struct ModelKeysTests {
  private func ready(
    model: String = "openai/gpt-oss-20b", _ extra: String = ""
  ) async throws -> Harness {
    let config = Harness.config.replacing("openai/gpt-oss-20b", with: model)
      .replacing("[profiles.local]", with: "[profiles.local]\n\(extra)")
    let harness = try await Harness.simulated(config: config)
    await harness.engine.startInteractive()
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.warmUp.state.isEnd }
    return harness
  }

  private func select(_ name: String, in harness: Harness) async {
    harness.press("f3")
    await harness.until { !$0.session.catalogue.isEmpty }
    harness.type(name)
  }

  @Test("Ctrl+L loads beside the conversation, Ctrl+P pins: loaded by name, without a time to live")
  func loadsAndPins() async throws {
    let harness = try await ready()
    await select("gemma", in: harness)
    harness.press("ctrl+l")
    await harness.until {
      $0.session.notices.contains { $0.text == "google/gemma-3-4b is loaded." }
    }
    #expect(harness.state.session.profile.model == "openai/gpt-oss-20b")
    harness.press("ctrl+p")
    await harness.until { $0.session.notices.contains { $0.text.contains("is pinned") } }
    let residents = await harness.simulator?.residents ?? []
    let gemma = residents.filter { $0.key == "google/gemma-3-4b" }
    #expect(gemma.count == 1 && gemma.first?.isJIT == false)
    await harness.shutdown()
  }

  @Test("Ctrl+D asks before it downloads what was typed; Esc downloads nothing, Enter does")
  func downloads() async throws {
    let harness = try await ready()
    await select("ibm/granite-4-micro", in: harness)
    harness.press("ctrl+d")
    #expect(harness.picture.contains("Download ibm/granite-4-micro"))
    harness.press("esc")
    #expect(await harness.simulator?.log.contains { $0.path.contains("download") } == false)
    await select("ibm/granite-4-micro", in: harness)
    harness.press("ctrl+d", "enter")
    await harness.until { !$0.session.downloads.isEmpty }
    await harness.until { $0.session.downloads.first?.progress.progress ?? 0 > 0 }
    #expect(harness.picture.contains("↓ granite-4-micro"))
    await harness.until { $0.session.downloads.isEmpty }
    await harness.shutdown()
  }

  @Test("F5 on a model that is not there offers to download it")
  func offersMissing() async throws {
    let harness = try await ready(model: "ibm/granite-4-micro")
    guard case .modelMissing = harness.state.session.warmUp.state else {
      Issue.record("\(harness.state.session.warmUp.state)")
      return
    }
    harness.press("f5")
    #expect(harness.picture.contains("Download ibm/granite-4-micro"))
    await harness.shutdown()
  }

  @Test(
    "A model that the server unloads by itself is told, and offered to be loaded by the next prompt"
  )
  func unloadedElsewhere() async throws {
    var options = SimulatorOptions()
    options.speed = .infinity
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let harness = try await Harness(
      config: Harness.config.replacing("PORT", with: "\(port)"),
      transport: HTTPTransport(environment: [:]), simulator: simulator,
      time: Timekeeper(HurriedClock()))
    await harness.engine.startInteractive()
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.warmUp.state == .ready }
    await simulator.evict("openai/gpt-oss-20b")
    await harness.until { !$0.session.notices.isEmpty }
    #expect(harness.state.session.warmUp.state == .notLoaded)
    #expect(
      harness.state.session.notices.last?.text.hasPrefix(
        "LM Studio has unloaded openai/gpt-oss-20b: another program asked for that") == true)
    await harness.shutdown()
  }

  @Test("A window that is not the one that was asked for is told with both numbers, and counts")
  func otherWindow() async throws {
    let harness = try await ready(
      model: "mlx-community/llama-3.2-3b-instruct", "load_context = 16384")
    await harness.until { !$0.session.notices.isEmpty }
    #expect(
      harness.state.session.notices.last?.text.contains(
        "with a window of 8192 tokens; 16384 were asked for.") == true,
      "\(harness.state.session.notices)")
    #expect(harness.state.session.window == 8192)
    await harness.shutdown()
  }

  @Test("A prompt that would not fit opens its ways out; Edit brings it back")
  func overflow() async throws {
    let harness = try await ready(model: "qwen/qwen3-4b", "load_context = 700")
    let long = String(repeating: "word ", count: 600)
    harness.type(long)
    harness.press("enter")
    await harness.until { $0.session.overflow != nil }
    #expect(harness.picture.contains("the loaded window holds 700"))
    #expect(harness.picture.contains("Load the model with a larger window"))
    harness.press("down", "down", "down", "enter")
    await harness.until { $0.session.queue.isEmpty }
    #expect(harness.state.composer.text == long)
    #expect(await harness.simulator?.log.contains { $0.body.contains("word word") } == false)
    await harness.shutdown()
  }
}
