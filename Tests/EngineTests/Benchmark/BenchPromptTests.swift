import Support
import Testing

@testable import Engine

@Suite("Prompts of a benchmark")
struct BenchPromptTests {
  private static let conversation = Kept.conversation(
    "aaaaaaaa",
    [
      Kept.turn(1, "one", answer: "first"), Kept.turn(2, "two", answer: "second"),
      Kept.turn(3, "three", answer: "third"),
    ])

  @Test("Each prompt of a conversation comes with what stood before it")
  func path() throws {
    let prompts = BenchPrompt.of(Self.conversation, try EngineFixture.configuration())
    #expect(prompts.map(\.prompt.text) == ["one", "two", "three"])
    #expect(
      prompts.map { $0.before.settled.map(\.reply.text.string) } == [
        [], ["first"], ["first", "second"],
      ])
  }

  @Test("What a locked profile answered stays where that profile was")
  func lock() throws {
    let configuration = try EngineFixture.configuration(
      """
      [profiles.local]
      local_only = "machine"
      """)
    let prompts = BenchPrompt.of(Self.conversation, configuration)
    #expect(prompts.map(\.lock) == [.thisMachine, .thisMachine, .thisMachine])
    let open = BenchPrompt.of(Self.conversation, try EngineFixture.configuration())
    #expect(open.map(\.lock) == [.cloud, .cloud, .cloud])
    var gone = Self.conversation
    for index in gone.transcript.settled.indices {
      gone.transcript.settled[index].reply.source.profile = "gone"
      gone.transcript.settled[index].reply.source.isRemote = index == 0
    }
    let unknown = BenchPrompt.of(gone, try EngineFixture.configuration())
    #expect(unknown.map(\.lock) == [.cloud, .thisMachine, .thisMachine])
  }

  @Test("A file's prompts stand between lines of three hyphens, and keep their own lines")
  func file() {
    let prompts = BenchPrompt.of(file: "one\r\n--- not yet\n---\n\n---\n\ntwo\n\nlines\n\n")
    #expect(prompts.map(\.prompt.text) == ["one\n--- not yet", "\ntwo\n\nlines"])
    #expect(BenchPrompt.of(file: "\n---\n \n").isEmpty)
  }

  @Test("Sets of prompts are told apart by every word that is sent, and hold none")
  func fingerprint() throws {
    let prompts = BenchPrompt.of(Self.conversation, try EngineFixture.configuration())
    var edited = prompts
    edited[1].prompt.text = "too"
    let all = [prompts, edited, Array(prompts.dropLast()), prompts.reversed()]
    #expect(Set(all.map(BenchPrompt.fingerprint)).count == 4)
    #expect(BenchPrompt.fingerprint(prompts) == BenchPrompt.fingerprint(prompts))
    #expect(BenchPrompt.fingerprint(prompts).count <= 13)
  }
}
