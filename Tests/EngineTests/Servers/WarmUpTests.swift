import Testing

@testable import Engine

@Suite("The warm-up machine")
struct WarmUpTests {
  private func state(_ happenings: [(WarmUp.Event, Int)]) -> WarmUp.State {
    var warmUp = WarmUp()
    for (happening, second) in happenings { warmUp.record(happening, at: .seconds(second)) }
    return warmUp.state
  }

  private func load(_ happenings: [(WarmUp.Event, Int)]) -> WarmUp.Load? {
    if case .loading(let load) = state(happenings) { load } else { nil }
  }

  static let refused = EngineError(.unreachable, "No server answers.")
  static let token = EngineError(.unauthorized, "asks for a token")

  @Test(
    "Each happening leads to one state",
    arguments: [
      ([(.probeBegan, 0)], .probing),
      ([(.probeBegan, 0), (.serverFailed(refused), 1)], .offline(refused)),
      ([(.serverFailed(token), 1)], .needsToken(token)),
      ([(.modelFound(.loaded), 1)], .ready),
      ([(.modelFound(.unknown), 1)], .ready),
      ([(.modelFound(.notLoaded), 1)], .notLoaded),
      ([(.modelNotFound(refused), 1)], .modelMissing(refused)),
      ([(.promptProgressed(0.5), 1)], .readingPrompt(0.5)),
      ([(.loadBegan(nil), 1), (.loadEnded(seconds: 3), 4)], .ready),
      ([(.loadBegan(nil), 1), (.failed(refused), 4)], .failed(refused)),
      ([(.answered, 1), (.probeBegan, 2)], .ready),
      ([(.answered, 1), (.profileSwitched, 2)], .unknown),
    ] as [([(WarmUp.Event, Int)], WarmUp.State)])
  func table(_ happenings: [(WarmUp.Event, Int)], _ expected: WarmUp.State) {
    #expect(state(happenings) == expected)
  }

  @Test("Progress never runs backwards and stays within 0 and 1")
  func monotonic() {
    let steps: [(Double?, Double)] = [
      (0.2, 0.2), (0.1, 0.2), (nil, 0.2), (0.6, 0.6), (7, 1), (-3, 1), (.nan, 1),
    ]
    var happenings: [(WarmUp.Event, Int)] = [(.loadBegan(nil), 0)]
    for (index, step) in steps.enumerated() {
      happenings.append((.loadProgressed(step.0), index + 1))
      #expect(load(happenings)?.progress == step.1)
    }
  }

  @Test("A second sign of the same load does not restart its clock")
  func oneLoad() {
    let load = load([(.loadBegan(nil), 3), (.loadProgressed(0.1), 4), (.loadBegan(nil), 5)])
    #expect(load?.began == .seconds(3))
    #expect(load?.moved == .seconds(4))
  }

  private func usually(_ seconds: Int) -> LoadExpectation {
    LoadExpectation(usual: .seconds(seconds), shortest: .seconds(11), longest: .seconds(13))
  }

  @Test("Time left comes from the pace, from history, or is not claimed")
  func remaining() {
    #expect(load([(.loadBegan(nil), 0)])?.remaining(now: .seconds(4)) == nil)
    #expect(
      load([(.loadBegan(usually(12)), 0)])?.remaining(now: .seconds(4)) == .seconds(8))
    #expect(
      load([(.loadBegan(nil), 0), (.loadProgressed(0.25), 2)])?.remaining(now: .seconds(2))
        == .seconds(6))
  }

  @Test(
    "A reply that was stopped leaves nothing under way",
    arguments: [
      (.readingPrompt(0.3), .ready), (.loading(0.3), .notLoaded), (.promptRead, .ready),
    ] as [(ServerStage, WarmUp.State)])
  func stopped(_ stage: ServerStage, _ expected: WarmUp.State) {
    var warmUp = WarmUp()
    warmUp.record(Delta.stage(stage), at: .seconds(1))
    var reply = Reply(
      source: Reply.Source(profile: "p", provider: "p", requestedModel: "m"))
    reply.end(.interrupted, at: .seconds(2))
    warmUp.record(endOf: reply, at: .seconds(2))
    #expect(warmUp.state == expected)
  }

  @Test("The first thought of a reply says that the model is ready")
  func repliesWarm() {
    var warmUp = WarmUp()
    warmUp.record(Delta.stage(.loading(0.5)), at: .seconds(1))
    #expect(warmUp.isLoading)
    warmUp.record(Delta.stage(.loaded(seconds: 2.5)), at: .seconds(2))
    #expect(warmUp.lastLoad == .milliseconds(2500))
    warmUp.record(Delta.stage(.readingPrompt(0.5)), at: .seconds(2))
    warmUp.record(Delta.reasoning("x"), at: .seconds(3))
    #expect(warmUp.state == .ready)
  }
}
