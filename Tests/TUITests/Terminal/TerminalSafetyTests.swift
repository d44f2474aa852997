import Engine
import Testing

@testable import TUI

extension TwoScreensTests {
  /// In the same serialized suite: ncurses has one state per process.
  @Suite("Nothing foreign commands the terminal")
  @ScreenActor
  struct TerminalSafetyTests {
    private static let size = Size(columns: 130, rows: 44)

    /// Draws every state on a real screen; answers what the terminal was told.
    private func told(_ states: [AppState]) throws -> TerminalBytes {
      var bytes: [UInt8] = []
      try withScreen(size: Self.size) { screen, pseudo in
        for var state in states {
          screen.present(state.frame())
          bytes += pseudo.output()
        }
      }
      return TerminalBytes(bytes)
    }

    /// The same foreign text in every place that shows what others wrote.
    private static func session(_ foreign: String) throws -> Session {
      try Typing(size: size) { session in
        session.profile.name = foreign
        session.profile.model = "m/" + foreign
        session.server = ServerStatus(name: foreign, address: foreign, kind: .lmStudio(.v1))
        session.conversation.givenTitle = foreign
        session.notices = [Notice(foreign)]
        var model = ModelInfo(id: foreign, displayName: foreign, residency: .loaded)
        (model.quantization, model.parameters, model.instanceID) = (foreign, foreign, foreign)
        session.models = [model]
        session.catalogue = [ServedModel(providerID: foreign, server: foreign, model: model)]
        session.queue = [Prompt(foreign)]
        session.templates = []
        var kept = ConversationSummary(id: ConversationID("k3f9x2qp"), created: 0)
        (kept.proposedTitle, kept.model, kept.profile) = (foreign, foreign, foreign)
        (kept.preview, kept.tags) = (foreign, [foreign])
        session.kept.conversations = [kept]
        session.transcript.settled = [
          turn(foreign, ends: .complete),
          turn(
            foreign,
            ends: .failed(
              EngineError(.serverFault, foreign, remedy: foreign, serverWords: foreign))),
        ]
      }.state.session
    }

    private static func turn(_ foreign: String, ends status: Reply.Status) -> Turn {
      let source = Reply.Source(
        profile: foreign, provider: foreign, requestedModel: foreign,
        answeringModel: "other " + foreign)
      let reply = Reply(
        source: source, status: status, reasoning: "because \(foreign) indeed",
        text: "well \(foreign) then", notices: [foreign])
      return Turn(id: Turn.ID(1), prompt: Prompt("why \(foreign) so"), reply: reply)
    }

    /// The screen, then each list, page and question over it.
    private static func states(_ session: Session, _ foreign: String) -> [AppState] {
      var base = AppState(session: session, size: size)
      base.now = .seconds(20)
      var states = [base]
      for mode in ThinkingMode.allCases {
        var state = base
        state.options.thinkingMode = mode
        states.append(state)
      }
      for key in ["f3", "shift+f2", "f5", "ctrl+r", "f1"] {
        var state = base
        if let key = KeyPress(name: key) { _ = state.reduce(.input(.key(key))) }
        states.append(state)
      }
      for line in ["/sessions", "/server", "/effort", "/theme", "/error", "/inspect"] {
        var state = base
        state.composer.insert(line)
        _ = state.reduce(.input(.key(KeyPress(.enter))))
        _ = state.reduce(.input(.key(KeyPress(.enter))))
        states.append(state)
      }
      var pasted = base
      _ = pasted.reduce(.input(.paste(foreign)))
      states.append(pasted)
      var hinted = base
      _ = hinted.reduce(.report(foreign))
      states.append(hinted)
      var raw = base
      raw.options.isRaw = true
      states.append(raw)
      var filed = base
      filed.composer.insert("@3")
      _ = filed.reduce(.local(.files(FileList(entries: [foreign, "31337" + foreign]))))
      states.append(filed)
      var asked = base
      asked.layer = Question(question: foreign, detail: foreign, commands: [])
      states.append(asked)
      var live = base
      live.session.transcript.live = Typing.turn(7, prompt: foreign, thinking: foreign)
      states.append(live)
      var troubled = base
      troubled.session.transcript = Transcript()
      troubled.session.warmUp.record(
        .failed(EngineError(.loadFailed, foreign, remedy: foreign)), at: .zero)
      states.append(troubled)
      return states
    }

    @Test(
      "Prompts, thinking, answers, names, errors, titles, notices, files",
      arguments: ForeignText.all)
    func everywhere(_ foreign: String) throws {
      let told = try told(Self.states(try Self.session(foreign), foreign))
      #expect(told.foreign.isEmpty, "\(Set(told.foreign).sorted().prefix(8))")
      let smuggled = ForeignText.hiddenScalars.filter(told.text.unicodeScalars.contains)
      #expect(smuggled.isEmpty, "\(smuggled.map { String($0.value, radix: 16) })")
      #expect(told.text.contains("31337"), "the text itself is shown")
    }

    @Test("The test sees what it looks for", arguments: ForeignText.commands)
    func sensitivity(_ foreign: String) {
      #expect(!TerminalBytes(Array(foreign.utf8)).foreign.isEmpty)
    }

    @Test("Pasted bytes press no key and send nothing, marks of a paste within them included")
    func pasted() throws {
      for foreign in ForeignText.all + [
        "\r", "\u{3}", "\u{4}", "/new\r", "/exit\n", "y", "\u{1b}OP",
      ] {
        var decoder = KeyDecoder()
        let bytes = Array(("\u{1b}[200~" + foreign + "\r\u{1b}[201~").utf8)
        let inputs = decoder.decode(bytes) + decoder.flush()
        guard inputs.count == 1, case .paste = inputs[0] else {
          Issue.record("\(foreign.debugDescription) became \(inputs)")
          continue
        }
        var typing = try Typing()
        typing.commands += typing.state.reduce(.input(inputs[0]))
        // A pasted path is looked for: it may be a file that was dropped there.
        let others = typing.commands.filter {
          if case .local(.attach(_, .dropped)) = $0 { false } else { true }
        }
        #expect(others.isEmpty, "\(foreign.debugDescription) asked for \(others)")
        #expect(!typing.state.composer.isEmpty)
        #expect(typing.state.layer == nil)
        // Over a list or a question it chooses and confirms nothing.
        for key in ["f3", "shift+f2", "ctrl+r"] {
          var listed = try Typing()
          listed.press(key)
          let before = listed.state.session
          #expect(listed.state.reduce(.input(inputs[0])).isEmpty)
          #expect(listed.state.layer != nil)
          #expect(listed.state.session == before)
        }
      }
    }

    @Test("A paste that carries its own end mark and an Enter sends nothing")
    func endMarkWithin() throws {
      let hostile = "rm -rf\u{1b}[201~\r/exit\r\u{1b}[201~\u{3}\u{3}y"
      var decoder = KeyDecoder()
      var typing = try Typing()
      let bytes = Array("\u{1b}[200~\(hostile)\u{1b}[201~x".utf8)
      for input in decoder.decode(bytes) { typing.commands += typing.state.reduce(.input(input)) }
      #expect(typing.commands.isEmpty)
      #expect(typing.state.composer.text == hostile.replacing("\r", with: "\n") + "x")
      // Two pastes at once stay two.
      let two = decoder.decode(Array("\u{1b}[200~a\u{1b}[201~\r\u{1b}[200~b\u{1b}[201~".utf8))
      #expect(two == [.paste("a"), .key(KeyPress(.enter)), .paste("b")])
    }

    @Test("An imported conversation, ours and Codex's", arguments: ForeignText.all)
    func imported(_ foreign: String) throws {
      let text = JSON.string(foreign).bytes
      let words = String(decoding: text, as: UTF8.self)
      let rollout = """
        {"timestamp":"2026-01-01T00:00:00.000Z","type":"session_meta","payload":{"id":"x","cwd":\(words),"originator":"codex_cli_rs"}}
        {"timestamp":"2026-01-01T00:00:01.000Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":\(words)}]}}
        {"timestamp":"2026-01-01T00:00:02.000Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":\(words)}]}}
        """
      let read = try CodexRollout.conversation(Array(rollout.utf8), named: foreign)
      var session = try Self.session("plain 31337")
      session.transcript = read.transcript
      session.conversation = read.summary
      let exported = ConversationFile.json(read, Redaction())
      let again = try ConversationFile.conversation(exported.bytes, named: foreign)
      var second = session
      second.transcript = again.transcript
      let told = try told([session, second].flatMap { Self.states($0, "31337") })
      #expect(told.foreign.isEmpty, "\(Set(told.foreign).sorted().prefix(8))")
    }
  }
}
