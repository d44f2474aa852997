import Simulator
import Support
import Testing

@testable import App
@testable import Engine

/// A simulated llama.cpp keeps the last prompt, as the real one does; what comes between two prompts loses it.
@Suite("Prompts that a llama.cpp keeps", .limit(minutes: 1))
struct PromptReuseTests {
  enum Case: String, CaseIterable {
    case nothing, kept, instructions, clock, branch, edit, memory, cut, translation, otherClient
    case tools, evicted
  }

  private static let long = String(repeating: "tell me about windows and panels ", count: 90)

  private static func reuse(_ between: Case) async throws -> PromptReuse? {
    var options = SimulatorOptions()
    options.profile = between == .evicted ? .llamacppRouter : .llamacpp
    options.speed = .infinity
    let simulator = Simulator(options)
    let port = try await simulator.start()
    var run = ExecRun(server: options.profile, model: "qwen3-4b")
    run.tools = []
    let (engine, transport) = try run.engine(port: port)
    func ask(_ prompt: String) async {
      let count = await engine.session.transcript.settled.count
      await engine.perform(.send(Prompt(prompt)))
      _ = await engine.until { $0.transcript.settled.count > count && !$0.isReplying }
    }
    func change(_ instructions: String) async {
      await engine.perform(.conversation(.change(.systemPrompt(instructions), nil)))
    }
    await change("Be brief. It is 14:05.")
    if between == .kept { await engine.perform(.adjust(.thinkingInHistory(.keep))) }
    await ask(long)
    switch between {
    case .nothing, .kept: break
    case .instructions: await change("Be verbose.")
    case .clock: await change("Be brief. It is 14:06.")
    case .tools: await engine.enableTools(["x"])
    case .evicted:
      await simulator.evict("qwen3-4b")
      await engine.perform(.refreshCatalogue)
      _ = await engine.until { $0.activeModel?.residency == .notLoaded }
    case .edit:
      await ask("hello")
      await ask("and more")
      let second = await engine.session.transcript.settled[1].id
      await engine.perform(.conversation(.edit(second, Prompt(long + " anew"))))
      _ = await engine.until { $0.transcript.settled.count == 2 && !$0.isReplying }
      let first = await engine.session.transcript.settled[0].id
      await engine.perform(.conversation(.edit(first, Prompt(long + " from the first word"))))
      _ = await engine.until { $0.transcript.settled.count == 1 && !$0.isReplying }
      await engine.perform(.conversation(.undo))
    case .branch:
      let first = await engine.session.transcript.settled[0].id
      await engine.perform(.conversation(.edit(first, Prompt("hello"))))
      _ = await engine.until {
        $0.transcript.settled.first?.prompt.text == "hello" && !$0.isReplying
      }
      await engine.perform(.conversation(.select(first)))
    case .memory:
      await ask("hello")
      await engine.perform(.adjust(.thinkingInHistory(.keep)))
    case .cut:
      await ask("hello")
      await ask(long + " again")
      await engine.perform(.conversation(.compact(summarises: false)))
      _ = await engine.until { $0.transcript.settled.contains { $0.cut != nil } }
    case .translation:
      await engine.perform(.translate("German", by: nil))
      _ = await engine.until { $0.translation?.text.isEmpty == false }
      await engine.perform(.translate(nil, by: nil))
    case .otherClient:
      let body = #"{"model":"qwen3-4b","messages":[{"role":"user","content":"hello from afar"}]}"#
      let reply = try await transport.send(
        HTTPRequest(
          method: .post, url: "http://127.0.0.1:\(port)/v1/chat/completions",
          headers: [], body: Array(body.utf8)))
      _ = try await reply.collect(limit: 1 << 20)
    }
    await ask("and then?")
    let reuse = await engine.session.transcript.settled.last?.reply.reuse
    await engine.shutdown()
    await transport.shutdown()
    await simulator.stop()
    return reuse
  }

  @Test(
    "What comes between two prompts is named where it lost the first",
    arguments: [
      (.nothing, .stripped), (.kept, nil), (.instructions, .instructions), (.clock, .clock),
      (.branch, .edited), (.edit, .edited), (.tools, .tools), (.evicted, .loadedAnew),
      (.memory, .thinking), (.cut, .cut), (.translation, .sideQuestion),
      (.otherClient, .otherClient),
    ] as [(Case, PromptReuse.Cause?)])
  func causes(_ between: Case, _ cause: PromptReuse.Cause?) async throws {
    let reuse = try #require(try await Self.reuse(between))
    #expect(reuse.cause == cause, "\(reuse)")
    if cause == nil {
      #expect(reuse.reused > 500)
      #expect(reuse.read < 300)
    } else {
      #expect(reuse.lost > 200)
    }
  }
}
