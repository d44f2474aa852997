import Testing

@testable import Engine

@Suite("Foreseeing that a prompt does not fit")
struct ContextForecastTests {
  private func turn(_ prompt: String, _ answer: String, counted: Int? = nil) -> Turn {
    let source = Reply.Source(profile: "p", provider: "x", requestedModel: "m")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt(prompt), reply: Reply(source: source))
    turn.apply(.text(answer), at: .zero)
    if let counted { turn.apply(.usage(Usage(promptTokens: counted)), at: .zero) }
    turn.apply(.finish(.stop), at: .zero)
    return turn
  }

  private func words(_ count: Int) -> String { String(repeating: "word", count: count) }

  @Test("Four Latin bytes are a token, and two of other scripts")
  func tokens() {
    #expect(ContextForecast.tokens(in: words(100)) == 101)
    #expect(ContextForecast.tokens(in: String(repeating: "語", count: 100)) == 151)
  }

  @Test("What fits is not asked about")
  func fits() {
    let forecast = ContextForecast(
      turns: [turn(words(100), words(100))], prompt: Prompt("hi"), system: nil, window: 4096)
    #expect(!forecast.overflows && forecast.turnsToOmit == nil && forecast.largerWindow == nil)
  }

  @Test("The server's own count of the last prompt goes before ours")
  func counted() {
    let turns = [turn(words(10), words(100), counted: 4000)]
    let forecast = ContextForecast(turns: turns, prompt: Prompt("hi"), system: nil, window: 4096)
    #expect(forecast.overflows && forecast.needed > 4100)
    #expect(forecast.turnsToOmit == 1)
  }

  @Test("As few of the oldest turns are left out as make the rest fit")
  func omits() {
    let turns = (0..<4).map { _ in turn(words(500), words(500)) }
    let forecast = ContextForecast(
      turns: turns, prompt: Prompt(words(200)), system: nil, window: 2600)
    #expect(forecast.overflows)
    #expect(forecast.turnsToOmit == 2)
  }

  @Test(
    "A prompt that alone is too long leaves nothing to leave out; a larger window is offered where there is one"
  )
  func tooLong() {
    let prompt = Prompt(words(5000))
    let alone = ContextForecast(turns: [], prompt: prompt, system: nil, window: 4096)
    #expect(alone.overflows && alone.turnsToOmit == nil && alone.largerWindow == nil)
    let larger = ContextForecast(
      turns: [], prompt: prompt, system: nil, window: 4096, largest: 32768)
    #expect(larger.largerWindow == 8192)
    let tight = ContextForecast(turns: [], prompt: prompt, system: nil, window: 4096, largest: 6000)
    #expect(tight.largerWindow == 6000)
    let none = ContextForecast(turns: [], prompt: prompt, system: nil, window: 4096, largest: 5000)
    #expect(none.largerWindow == nil)
  }
}
