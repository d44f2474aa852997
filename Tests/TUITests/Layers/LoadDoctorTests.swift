import Engine
import Support
import Testing

@testable import TUI

@Suite("The load doctor")
struct LoadDoctorTests {
  private static func session(
    _ event: WarmUp.Event, _ change: (inout Session) -> Void = { _ in }
  ) throws -> Session {
    try EngineFixture.session {
      $0.warmUp.record(event, at: .seconds(1))
      $0.loadFindings = LoadFindings()
      $0.loadFindings?.model = ModelInfo(id: $0.profile.model, residency: .notLoaded)
      change(&$0)
    }
  }

  private static func steps(_ session: Session) -> [LoadDoctor.Step] {
    LoadDoctor(session).picker.rows.map(\.id)
  }

  private static let failed = WarmUp.Event.failed(EngineError(.loadFailed, "no memory"))

  @Test("A load that failed: again, with less beside it, with a smaller window, another model")
  func failed() throws {
    let session = try Self.session(Self.failed) {
      $0.loadFindings?.others = [ModelInfo(id: "other", residency: .loaded)]
      $0.loadFindings?.window = 16384
    }
    #expect(
      Self.steps(session) == [
        .tryAgain, .unload("other"), .window(8192), .models, .profiles, .words,
      ])
  }

  @Test("A window that worked before comes instead of a guess")
  func worked() throws {
    let session = try Self.session(Self.failed) {
      $0.loadFindings?.window = 16384
      $0.loadFindings?.earlier = [4096, 16384, nil].map {
        .init(quantization: nil, window: $0, count: 2, usual: .seconds(6))
      }
    }
    #expect(
      Self.steps(session).filter { if case .window = $0 { true } else { false } } == [.window(4096)]
    )
  }

  @Test("A load under way can be stopped, not begun again")
  func loading() throws {
    let steps = Self.steps(try Self.session(.loadBegan(nil)))
    #expect(steps.first == .stop && !steps.contains(.tryAgain))
    var typing = try Typing()
    typing.state.session = try Self.session(.loadBegan(nil)) {
      $0.loadFindings?.others = [ModelInfo(id: "other", residency: .loaded)]
    }
    let unload = EngineCommand.unload(
      model: "other", providerID: typing.state.session.profile.providerID)
    #expect(
      typing.press("alt+e", "down", "enter").suffix(3) == [
        .engine(.stop), .engine(unload), .engine(.warmUp),
      ])
  }

  @Test("A server that is not there can be started, a model that is not there be fetched")
  func missing() throws {
    let offline = try Self.session(.serverFailed(EngineError(.unreachable, "no server"))) {
      $0.launch = Launch(.start("lms server start"), name: "LM Studio")
    }
    #expect(Self.steps(offline).first == .start)
    let missing = try Self.session(.modelNotFound(EngineError(.modelMissing, "no model")))
    #expect(Self.steps(missing).first == .download("openai/gpt-oss-20b"))
  }

  @Test("A server that neither unloads nor resizes is not asked to")
  func limited() throws {
    let session = try Self.session(Self.failed) {
      $0.server.kind = .generic
      $0.loadFindings?.others = [ModelInfo(id: "other", residency: .loaded)]
      $0.loadFindings?.window = 16384
    }
    #expect(Self.steps(session) == [.tryAgain, .models, .profiles, .words])
  }

  @Test("Enter does the step, and what it leads to is looked into again")
  func choosing() throws {
    var typing = try Typing()
    typing.state.session = try Self.session(Self.failed) {
      $0.loadFindings?.others = [ModelInfo(id: "other", residency: .loaded)]
    }
    #expect(typing.press("alt+e") == [.engine(.examineLoad)])
    #expect(typing.press("enter") == [.engine(.warmUp)])
    let unload = EngineCommand.unload(
      model: "other", providerID: typing.state.session.profile.providerID)
    #expect(typing.press("down", "enter") == [.engine(unload), .engine(.warmUp)])
    #expect(typing.state.layer is LoadDoctor)
    var session = typing.state.session
    session.revision += 1
    session.warmUp.record(.loadBegan(nil), at: .seconds(2))
    #expect(typing.state.reduce(.session(session)).contains(.engine(.examineLoad)))
  }

  @Test("Where no load is in question, Alt+E shows the last error, and /doctor this page")
  func elsewhere() throws {
    var typing = try Typing()
    typing.state.session.warmUp.record(.answered, at: .zero)
    _ = typing.press("alt+e")
    #expect(typing.state.layer == nil)
    typing.type("/doctor")
    _ = typing.press("enter")
    #expect(typing.state.layer is LoadDoctor)
  }
}
