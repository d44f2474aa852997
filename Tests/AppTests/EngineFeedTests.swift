import Foundation
import Support
import TUI
import Testing

@testable import App
@testable import Engine

@Suite("The engine's sessions on their way to the screen", .limit(minutes: 1))
struct EngineFeedTests {
  /// What two threads at work wait for.
  private struct Gates: Sendable {
    let engine = DispatchSemaphore(value: 0)
    let screen = DispatchSemaphore(value: 0)
  }

  /// A look at the session is on its way while the engine changes once more and its feed brings that. The look, which
  /// then came second, put an older session on the screen: for ever, where nothing else followed.
  @Test("A look at the session never brings an older one back")
  @ScreenActor
  func newestStays() async throws {
    let nowhere = StubTransport { _ throws(EngineError) in throw EngineError(.unreachable, "") }
    let engine = try await Harness(config: Harness.config, transport: nowhere).engine
    let inbox = Inbox()
    let always = EngineFeed.Pace(frame: .zero, tick: .seconds(9), tickAfterSession: .seconds(9))
    let feed = EngineFeed(inbox: inbox, engine: engine, pace: always)
    feed.start()
    let gates = Gates()
    // The engine changes as soon as it may, and is then asked for its session.
    engine.thread.post {
      gates.engine.wait()
      engine.assumeIsolated { $0.notify("first") }
    }
    let look = Task { feed.bringLatest() }
    // The screen is at work until the engine has changed once more; then comes what it was told meanwhile.
    await withCheckedContinuation { told in
      ScreenActor.post {
        engine.thread.post {
          engine.assumeIsolated { $0.notify("second") }
          gates.screen.signal()
        }
        gates.engine.signal()
        gates.screen.wait()
        ScreenActor.post { told.resume() }
      }
    }
    await look.value
    let sessions = inbox.take().compactMap {
      if case .session(let session) = $0 { session } else { nil }
    }
    #expect(sessions.last?.notices.last?.text == "second")
    feed.stop()
    await engine.shutdown()
  }
}
