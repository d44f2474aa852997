import Engine
import Simulator
import Support
import TUI
import Testing

@testable import App

@ScreenActor
@Suite("The model picker", .limit(minutes: 1))
struct ModelPickerTests {
  private func opened() async throws -> Harness {
    let harness = try await Harness.simulated()
    await harness.engine.beginWarmUp(force: false)
    await harness.until { $0.session.warmUp.state == .ready }
    harness.press("f3")
    await harness.until { !$0.session.catalogue.isEmpty }
    return harness
  }

  @Test("It lists the server's chat models, what is loaded first")
  func lists() async throws {
    let harness = try await opened()
    let rows = try #require((harness.state.layer as? ModelList)?.picker.rows)
    #expect(rows.first?.cells.first == "● loaded")
    #expect(rows.count > 3)
    #expect(!rows.contains { "\($0.id)".contains("embed") })
    #expect(harness.picture.contains("Enter use"))
    await harness.shutdown()
  }

  @Test("Typing narrows it; Enter makes the model the one that is asked, and warms it up")
  func chooses() async throws {
    let harness = try await opened()
    harness.type("gemma")
    harness.press("enter")
    await harness.until { $0.session.profile.model.contains("gemma") }
    await harness.until { $0.session.warmUp.state == .ready }
    #expect(harness.state.layer == nil)
    #expect(harness.state.session.profile.name == "local")
    #expect(await harness.simulator?.loads(of: "google/gemma-3-4b") == 1)
    await harness.shutdown()
  }

  @Test("Ctrl+U unloads, and the status bar says so")
  func unloads() async throws {
    let harness = try await opened()
    harness.press("ctrl+u")
    await harness.until { $0.session.warmUp.state == .notLoaded }
    #expect(await harness.simulator?.residents.isEmpty == true)
    #expect(harness.picture.contains("not loaded"))
    await harness.shutdown()
  }
}
