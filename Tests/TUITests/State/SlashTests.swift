import Engine
import Support
import Testing

@testable import TUI

@Suite("Slash commands")
struct SlashTests {
  @Test(
    "A line is taken apart",
    arguments: [
      ("/new", SlashLine.command(.new, argument: "")),
      ("/Profile  cloud ", .command(.profile, argument: "cloud")),
      ("/system be short\nand kind", .command(.system, argument: "be short\nand kind")),
      ("/profil", .unknown(name: "profil")),
      ("/usr/bin/env: no such file", nil),
      ("// a comment", nil),
      ("/* a comment */", nil),
      ("plain", nil),
    ])
  func parsed(_ text: String, _ line: SlashLine?) {
    #expect(SlashLine(text) == line)
  }

  @Test("Every command says what it does, and none hides why it cannot act")
  func table() throws {
    let typing = try Typing()
    for command in SlashCommand.allCases {
      #expect(!command.entry.help.isEmpty)
      if let obstacle = command.obstacle(typing.state) { #expect(obstacle.count > 10) }
    }
  }

  @Test("An unknown command names the nearest one and stays to be corrected")
  func unknown() throws {
    var typing = try Typing()
    typing.type("/profle x")
    let asked = typing.press("enter")
    #expect(asked.isEmpty)
    #expect(typing.state.hint?.contains("did you mean /profile?") == true)
    #expect(typing.state.composer.text == "/profle x")
  }

  @Test(
    "What only begins like a command is a prompt",
    arguments: [
      "//etc/hosts is what?", "/usr/bin/env: no such file", "/* a comment */", "/",
    ])
  func noCommand(_ text: String) throws {
    var typing = try Typing()
    typing.type(text)
    typing.press("esc")
    #expect(typing.press("enter").contains(.engine(.send(Prompt(text)))))
  }

  @Test("A second Enter sends a word that looks like a command")
  func secondEnter() throws {
    var typing = try Typing()
    typing.type("/profle x")
    #expect(typing.press("enter").isEmpty)
    #expect(typing.press("enter").contains(.engine(.send(Prompt("/profle x")))))
  }

  @Test("Commands reach the engine")
  func engine() throws {
    var typing = try Typing()
    typing.type("/profile cloud")
    #expect(typing.press("enter").contains(.engine(.switchProfile(.named("cloud")))))
    typing.type("/new")
    #expect(typing.press("enter").contains(.engine(.newConversation)))
    typing.type("/system answer in French")
    #expect(
      typing.press("enter").contains(
        .engine(.conversation(.change(.systemPrompt("answer in French"), nil)))))
    typing.type("/local-only on")
    #expect(typing.press("enter").contains(.engine(.adjust(.lock(.thisMachine)))))
    typing.type("/quit")
    #expect(typing.press("enter").last == .quit(code: 0))
  }

  @Test("A download is asked about first; only a yes begins it")
  func pull() throws {
    var typing = try Typing(size: Size(columns: 80, rows: 24))
    for (key, begins) in [("esc", false), ("x", false), ("enter", true)] {
      typing.type("/pull qwen/qwen3-4b")
      typing.press("enter")
      expectScreen(typing.state.frame(), named: "confirm")
      let download = Command.engine(.download(model: "qwen/qwen3-4b", providerID: "lmstudio"))
      #expect(typing.press(key).contains(download) == begins)
      #expect(typing.state.layer == nil)
    }
  }

  @Test("A wrong name is answered with the names there are")
  func wrongName() throws {
    var typing = try Typing()
    typing.type("/profile clouds")
    #expect(!typing.press("enter").contains { $0 == .engine(.switchProfile(.named("clouds"))) })
    #expect(typing.state.hint?.contains("did you mean cloud?") == true)
  }

  @Test("A command that cannot act says why, and keeps the line")
  func obstacle() throws {
    var typing = try Typing()
    typing.type("/answer")
    #expect(typing.press("enter").isEmpty)
    #expect(typing.state.hint == "/answer: no reply is under way")
    #expect(typing.state.composer.text == "/answer")
  }

  @Test("Typing narrows the list, Tab takes the choice, arguments follow")
  func completion() throws {
    var typing = try Typing()
    typing.type("/prof")
    #expect(typing.state.input.completion?.picker.choice?.id == "/profile")
    typing.press("tab")
    #expect(typing.state.composer.text == "/profile ")
    #expect(typing.state.input.completion?.kind == .argument)
    typing.type("clou")
    typing.press("tab")
    #expect(typing.state.composer.text == "/profile cloud")
    #expect(typing.press("enter").contains(.engine(.switchProfile(.named("cloud")))))
  }

  @Test("Enter on a chosen command runs it when it needs nothing more")
  func enter() throws {
    var typing = try Typing()
    typing.type("/ne")
    #expect(typing.press("enter").contains(.engine(.newConversation)))
    typing.type("/atta")
    #expect(typing.press("enter").isEmpty)
    #expect(typing.state.composer.text == "/attach ")
  }

  @Test("Esc closes the list and keeps the line")
  func escape() throws {
    var typing = try Typing()
    typing.type("/pr")
    typing.press("esc")
    #expect(typing.state.input.completion == nil)
    #expect(typing.state.composer.text == "/pr")
  }

  @Test("The list stands over the panes, grey where a command cannot act")
  func picture() throws {
    var typing = try Typing(size: Size(columns: 80, rows: 24))
    typing.type("/a")
    expectScreen(typing.state.frame(), named: "slash")
  }
}

@Suite("Efforts, servers, themes, the lock")
struct ChoiceTests {
  private func model(_ options: [String]?) -> ModelInfo {
    var model = ModelInfo(id: "openai/gpt-oss-20b", residency: .loaded)
    model.reasoningOptions = options
    return model
  }

  @Test("Effort moves among what the model allows, and says where it ends")
  func effort() throws {
    var typing = try Typing {
      $0.models = [self.model(["low", "medium", "high"])]
      $0.profile.effort = "medium"
    }
    #expect(typing.press("alt+.") == [.engine(.adjust(.effort("high")))])
    typing.state.session.profile.effort = "high"
    #expect(typing.press("alt+.").isEmpty)
    #expect(typing.state.hint == "high is the most this model can be asked for")
  }

  @Test("A model that does not reason has no effort to choose")
  func noEffort() throws {
    var typing = try Typing { $0.models = [self.model(nil)] }
    #expect(typing.press("alt+,").isEmpty)
    #expect(typing.state.hint?.contains("does not reason") == true)
    typing.type("/effort high")
    #expect(typing.press("enter").isEmpty)
  }

  @Test("Looking at themes shows each; Esc goes back")
  func themes() throws {
    var typing = try Typing()
    let before = typing.state.themes.active
    typing.press("f7")
    let looked = typing.press("down")
    guard case .screen(.theme(let shown)) = looked.first else {
      Issue.record("no theme was shown")
      return
    }
    #expect(shown != before)
    #expect(typing.press("esc") == [.screen(.theme(before))])
    typing.press("f7", "down")
    #expect(typing.press("enter") == [.screen(.theme(shown))])
    #expect(typing.state.themes.active == shown)
  }

  @Test("The lock keeps a prompt here, whole, and says what to do")
  func lock() throws {
    var typing = try Typing {
      $0.server = ServerStatus(name: "OpenAI", address: "api.openai.com", location: .cloud)
      $0.lock = .thisMachine
    }
    typing.type("secret")
    #expect(typing.press("enter").isEmpty)
    #expect(typing.state.composer.text == "secret")
    #expect(typing.state.hint?.contains("api.openai.com") == true)
  }

  @Test("Thinking can be cut only while there is some")
  func answerNow() throws {
    var typing = try Typing { $0.transcript.live = Typing.turn(thinking: "hm") }
    #expect(typing.press("alt+a") == [.engine(.answerNow)])
    typing.state.session.transcript = Transcript()
    #expect(typing.press("alt+a").isEmpty)
    #expect(typing.state.hint == "no reply is under way")
  }

  @Test("The server picker, a page to read and the last error")
  func pictures() throws {
    var typing = try Typing(size: Size(columns: 80, rows: 24)) {
      $0.warmUp.record(
        .failed(
          EngineError(
            .loadFailed, "The model did not load.", remedy: "Unload another model.",
            serverWords: "{\"error\":\"insufficient system resources\\u001b[31m\"}")), at: .zero)
    }
    typing.press("f4")
    expectScreen(typing.state.frame(), named: "servers")
    typing.press("esc", "alt+e", "up", "enter")
    expectScreen(typing.state.frame(), named: "error-detail")
    typing.press("esc")
    typing.state.session.transcript.settled = [
      Typing.turn(prompt: "first", thinking: "so", answer: "an answer")
    ]
    typing.type("/stats")
    typing.press("enter")
    expectScreen(typing.state.frame(), named: "stats")
  }
}
