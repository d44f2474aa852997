import Testing

@testable import Engine

@Suite("A reply from its deltas")
struct ReplyTests {
  static let source = Reply.Source(profile: "local", provider: "lmstudio", requestedModel: "m")

  private func reply(_ deltas: [(Delta, Int)]) -> Reply {
    var reply = Reply(source: Self.source)
    reply.clock.enter(.connect, at: .zero)
    for (delta, second) in deltas { reply.apply(delta, at: .seconds(second)) }
    return reply
  }

  @Test("Words that a template begins with are not the first token: the prompt is still read")
  func forcedWords() {
    var reply = Reply(source: Reply.Source(profile: "p", provider: "p", requestedModel: "m"))
    reply.clock.enter(.connect, at: .zero)
    reply.apply(.reasoning("The user wants"), at: .seconds(1))
    reply.apply(.stage(.readingPrompt(0)), at: .seconds(1))
    #expect(reply.clock.timeToFirstToken == nil)
    reply.apply(.stage(.promptRead), at: .seconds(5))
    reply.apply(.reasoning(" to know"), at: .seconds(6))
    #expect(reply.clock.timeToFirstToken == .seconds(6))
    reply.apply(.text("Oslo"), at: .seconds(9))
    #expect(reply.clock.timeToFirstToken == .seconds(6))
  }

  @Test("Thinking and answer add up apart, each on its own clock")
  func adding() {
    let reply = reply([
      (.reasoning("a"), 2), (.reasoning("b"), 3), (.text("c"), 5), (.text("d"), 6),
      (.finish(.stop), 8),
    ])
    #expect(reply.reasoning.string == "ab")
    #expect(reply.text.string == "cd")
    #expect(reply.status == .complete)
    #expect(reply.clock.duration(of: .connect, now: .zero) == .seconds(2))
    #expect(reply.clock.duration(of: .think, now: .zero) == .seconds(3))
    #expect(reply.clock.duration(of: .answer, now: .zero) == .seconds(3))
    #expect(reply.clock.timeToFirstToken == .seconds(2))
  }

  @Test("The thinking knows in which second its parts came, one mark a second at most")
  func marks() {
    let reply = reply([
      (.reasoning("abc"), 2), (.reasoning("d"), 2), (.reasoning("é"), 3), (.reasoning("f"), 7),
      (.text("answer"), 8), (.reasoning("g"), 9),
    ])
    #expect(
      reply.thinkingMarks == [
        ThinkingMark(byte: 0, second: 0), ThinkingMark(byte: 4, second: 1),
        ThinkingMark(byte: 6, second: 5), ThinkingMark(byte: 7, second: 6),
      ])
  }

  @Test("The bracket is open only while it thinks")
  func bracket() {
    #expect(reply([(.reasoning("a"), 1)]).isThinking)
    #expect(!reply([(.reasoning("a"), 1), (.text("b"), 2)]).isThinking)
    #expect(!reply([(.reasoning("a"), 1), (.finish(.stop), 2)]).isThinking)
    #expect(!reply([(.text("b"), 2)]).isThinking)
  }

  @Test("An export rounds the time of thinking as the screen does")
  func rounded() {
    #expect(
      ConversationMessages.thought(for: .milliseconds(2560), tokens: 3)
        == "thought for 2.6 s · 3 tokens")
    #expect(
      ConversationMessages.thought(for: .milliseconds(2540), tokens: nil) == "thought for 2.5 s")
  }

  @Test("A reply that goes on counts its own deltas, and thinks a thought of its own")
  func goesOn() {
    let cut = reply([(.reasoning("one."), 1), (.text("half"), 2), (.finish(.stop), 3)])
    var next = Reply(source: Self.source, from: cut)
    next.clock.enter(.connect, at: .zero)
    for second in 1...4 { next.apply(.reasoning("two "), at: .seconds(second)) }
    next.apply(.text(" more"), at: .seconds(5))
    #expect(next.reasoning.string == "one.\n\ntwo two two two ")
    #expect(next.text.string == "half more")
    #expect(ReplyRate(next, now: .seconds(6))?.tokensPerSecond == 1)
    // Cut while it thought: it may go on in the middle of a word.
    var thinking = Reply(source: Self.source, from: reply([(.reasoning("ha"), 1)]))
    thinking.apply(.reasoning("lf"), at: .seconds(1))
    #expect(thinking.reasoning.string == "half")
  }

  @Test("A closing tag without its opener makes the answer so far thinking")
  func reclassified() {
    let reply = reply([(.text("hm"), 1), (.textWasReasoning, 2), (.text("yes"), 3)])
    #expect(reply.reasoning.string == "hm")
    #expect(reply.text.string == "yes")
  }

  @Test("What was said stays when the reply fails, and the ending is not overwritten")
  func failure() {
    let error = EngineError(.serverFault, "crashed")
    var reply = reply([(.text("half"), 1), (.finish(.failed(error)), 2), (.finish(.stop), 3)])
    reply.end(.interrupted, at: .seconds(4))
    #expect(reply.text.string == "half")
    #expect(reply.status == .failed(error))
  }

  @Test("Load and prompt progress show until the first word")
  func stages() {
    var reply = reply([(.stage(.loading(0.4)), 1)])
    #expect(reply.stageProgress == 0.4)
    #expect(reply.clock.current == .load)
    reply.apply(.stage(.loaded(seconds: 6.4)), at: .seconds(7))
    #expect(reply.usage.loadSeconds == 6.4)
    reply.apply(.stage(.readingPrompt(0)), at: .seconds(7))
    #expect(reply.clock.current == .prompt)
    reply.apply(.text("x"), at: .seconds(9))
    #expect(reply.stageProgress == nil)
    #expect(reply.clock.duration(of: .prompt, now: .zero) == .seconds(2))
  }

  @Test("Usage in pieces adds up to one")
  func usage() {
    let reply = reply([
      (.usage(Usage(promptTokens: 12)), 1), (.usage(Usage(completionTokens: 9)), 2),
      (.usage(Usage(promptTokens: 13)), 3),
    ])
    #expect(reply.usage == Usage(promptTokens: 13, completionTokens: 9))
  }
}
