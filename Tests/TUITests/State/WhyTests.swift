import Support
import Testing

@testable import Engine
@testable import TUI

@Suite("Why so slow: /why, and what Enter costs")
struct WhyTests {
  private static let usual = Statistics(
    profile: "local", model: "openai/gpt-oss-20b", replies: 12, failures: 0,
    firstToken: nil, load: nil, rate: Statistics.Spread(Array(repeating: 50, count: 12)),
    reading: Statistics.Spread([300, 300]), tokens: 4000, recentRates: [], last: 1)

  /// A settled turn with its figures.
  private static func typing(
    rate: Double = 30, reuse: PromptReuse? = nil, change: (inout Session) -> Void = { _ in }
  ) throws -> Typing {
    try Typing {
      var turn = Typing.turn(thinking: "hm", answer: "Yes.")
      turn.reply.usage.merge(
        Usage(
          promptTokens: 4120, completionTokens: 380, reasoningTokens: 300, tokensPerSecond: rate))
      turn.reply.reuse = reuse
      $0.transcript.begin(turn)
      $0.transcript.settle()
      $0.statistics = [usual]
      change(&$0)
    }
  }

  private static func page(_ typing: inout Typing) -> String {
    typing.type("/why")
    typing.press("enter")
    return typing.picture
  }

  @Test("The page tells stages, what was read again and why, and how fast is usual")
  func page() throws {
    let reuse = PromptReuse(
      prompt: 4120, reused: 120, lost: 3900, cause: .otherModel, seconds: 10)
    var typing = try Self.typing(reuse: reuse)
    let page = Self.page(&typing)
    for words in [
      "prompt: 4120 tokens, 120 of them read before, 4000 new at 400 tok/s",
      "about 3900 of the new ones it had read before: another model was asked on this",
      "written at 30 tok/s, by the server; usually 50 (12 replies)", "40 % slower than usual",
      "nothing that is known here explains it",
    ] {
      #expect(page.contains(words), "\(page)")
    }
  }

  @Test("What would make a reply slow is named where it is known")
  func reasons() throws {
    var typing = try Self.typing { session in
      var own = ModelInfo(id: session.profile.model)
      own.residency = .loaded
      own.graphicsShare = 0.6
      own.loadedContext = 8192
      var other = ModelInfo(id: "qwen3-4b")
      other.residency = .loaded
      session.models = [own, other]
      session.freeMemory = FreeMemory(system: 400_000_000)
      session.transcript.settled[0].reply.strain = MachineStrain(
        swappedIn: 1_200_000_000, throttles: 3)
    }
    let page = Self.page(&typing)
    for words in [
      "40 % of the model lies outside the graphics card", "also loaded: qwen3-4b",
      "only 0.4 GB of memory are free", "54 % of the window is full",
      "1.2 GB came back from swap meanwhile", "the processor was too hot and slowed down, 3 times",
    ] {
      #expect(page.contains(words), "\(page)")
    }
  }

  @Test("A reply as fast as usual, or one that nothing is known of, is not called slow")
  func usual() throws {
    var fast = try Self.typing(rate: 46)
    #expect(!Self.page(&fast).contains("slower"))
    var unknown = try Self.typing { $0.statistics = [] }
    let page = Self.page(&unknown)
    #expect(!page.contains("slower") && !page.contains("usually"))
    #expect(page.contains("the server does not say how many it had read before"))
  }

  @Test("Before Enter it stands what another server would have to read, once something is typed")
  func forecast() throws {
    var typing = try Self.typing { session in
      session.profile = Profile(name: "other", providerID: "elsewhere", model: "m")
      session.statistics.append(
        Statistics(
          profile: "other", model: "m", replies: 2, failures: 0, firstToken: nil, load: nil,
          rate: nil, reading: Statistics.Spread([100]), tokens: 1, recentRates: [], last: 1))
    }
    #expect(!typing.picture.contains("Enter now"))
    typing.type("and")
    #expect(typing.picture.contains("Enter now: other reads about 4k tokens again, about 42 s"))
  }

  @Test("The same server has read the conversation: nothing is forecast")
  func known() throws {
    var typing = try Self.typing()
    typing.type("and")
    #expect(!typing.picture.contains("Enter now"))
  }
}
