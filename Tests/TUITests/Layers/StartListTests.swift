import Engine
import Support
import Testing

@testable import TUI

@Suite("No server answers: the ways to a first answer")
struct StartListTests {
  private static let offline = WarmUp.Event.serverFailed(
    EngineError(.unreachable, "No server answers."))

  private static func typing(_ change: (inout Session) -> Void = { _ in }) throws -> Typing {
    var typing = try Typing { $0.warmUp = WarmUp() }
    var session = typing.state.session
    session.warmUp.record(offline, at: .seconds(1))
    change(&session)
    session.revision += 1
    typing.commands = typing.state.reduce(.session(session))
    _ = typing.state.frame()
    return typing
  }

  /// A digit, and a while without another key; what that asks for.
  private static func choose(_ digit: String, in typing: inout Typing) -> [Command] {
    #expect(typing.press(digit).isEmpty, "it may begin a prompt")
    let now = typing.state.now
    #expect(typing.state.countsTime)
    #expect(typing.state.reduce(.tick(now + .milliseconds(100))).isEmpty)
    return typing.state.reduce(.tick(now + .milliseconds(500)))
  }

  private static let ollama: ServerReport = {
    var report = ServerReport(
      Provider(id: "ollama", name: "Ollama", baseURL: "http://localhost:11434/v1"), profiles: [])
    report.state = .answered
    report.models = [
      ModelInfo(id: "big", residency: .notLoaded), ModelInfo(id: "small", residency: .loaded),
    ]
    return report
  }()

  @Test("It opens by itself, and one digit goes on with a server that runs, with its loaded model")
  func use() throws {
    var typing = try Self.typing {
      $0.fleet = [Self.ollama]
      $0.startable = [
        StartableServer(providerID: "ollama", name: "Ollama", command: "ollama serve"),
        StartableServer(providerID: "lmstudio", name: "LM Studio", command: "lms server start"),
      ]
    }
    #expect(typing.state.layer is StartList)
    #expect(typing.commands.contains(.engine(.refreshFleet)))
    let picture = typing.picture
    #expect(picture.contains("1  Use Ollama"))
    #expect(picture.contains("2  Start LM Studio"))
    #expect(!picture.contains("Start Ollama"), "it runs")
    #expect(
      Self.choose("1", in: &typing) == [.engine(.choose(model: "small", providerID: "ollama"))])
    #expect(typing.state.layer == nil)
  }

  @Test("The demo and a page that says how are a key away, and the cloud where a profile has it")
  func others() throws {
    func list() throws -> Typing {
      try Self.typing {
        var cloud = Self.ollama
        (cloud.location, cloud.state, cloud.profiles) = (.cloud, .notAsked, ["cloud"])
        $0.fleet = [cloud]
        $0.profiles = [$0.profile, Profile(name: "cloud", providerID: "openai", model: "gpt-5")]
      }
    }
    var typing = try list()
    let rows = try #require(typing.state.layer as? StartList).picker.rows.map(\.id)
    #expect(rows == [.again, .demo, .guide, .doctor, .profile("cloud")])
    #expect(typing.press("5").isEmpty, "what leaves this machine wants an Enter")
    #expect(typing.press("enter").contains(.engine(.switchProfile(.named("cloud")))))
    typing = try list()
    #expect(Self.choose("2", in: &typing) == [.demo])
    typing = try list()
    _ = Self.choose("3", in: &typing)
    #expect(typing.picture.contains("ollama pull"))
  }

  @Test(
    "A prompt may begin with a digit, whatever row has it",
    arguments: ["2+2=?", "5 apples", "1 2 3", "42"])
  func prompt(_ text: String) throws {
    var typing = try Self.typing {
      $0.profiles.append(Profile(name: "b", providerID: "b", model: "m"))
    }
    typing.type(text)
    #expect(typing.state.composer.text == text)
    #expect(typing.state.layer == nil && typing.commands == [.engine(.refreshFleet)])
    #expect(typing.state.reduce(.tick(.seconds(60))).isEmpty)
  }

  @Test("A paste goes behind the digit, Enter chooses at once, an arrow takes the digit back")
  func afterDigit() throws {
    var typing = try Self.typing()
    typing.press("2")
    _ = typing.state.reduce(.input(.paste(" is even")))
    #expect(typing.state.composer.text == "2 is even")
    typing = try Self.typing()
    typing.press("2")
    #expect(typing.press("enter") == [.demo])
    typing = try Self.typing()
    typing.press("2", "down")
    _ = typing.state.reduce(.tick(.seconds(60)))
    #expect(typing.state.layer is StartList && !typing.state.countsTime)
  }

  @Test("--oss asks which server is meant, and no answer of another closes the list")
  func whichServer() throws {
    var typing = try Typing { $0.warmUp = WarmUp() }
    #expect(typing.state.open(.localServer) == [.engine(.refreshFleet)])
    var session = typing.state.session
    session.fleet = [Self.ollama]
    session.revision += 1
    _ = typing.state.reduce(.session(session))
    #expect(typing.picture.contains("which local server"))
    #expect(
      Self.choose("1", in: &typing) == [.engine(.choose(model: "small", providerID: "ollama"))])
  }

  @Test("A server on another machine is nothing that one key goes to")
  func elsewhere() throws {
    let typing = try Self.typing {
      var far = Self.ollama
      far.location = .network
      $0.fleet = [far]
    }
    let list = try #require(typing.state.layer as? StartList)
    #expect(list.picker.rows.first?.id == .again)
  }

  @Test("Keys that mean nothing to a list mean what they always do")
  func keys() throws {
    var typing = try Self.typing()
    typing.press("f3")
    #expect(typing.state.layer is ModelList)
  }

  @Test("What is installed is started by one key, and no other server is")
  func start() throws {
    var typing = try Self.typing {
      $0.startable = [
        StartableServer(providerID: "lmstudio", name: "LM Studio", command: "lms server start")
      ]
    }
    #expect(Self.choose("1", in: &typing) == [.engine(.start(providerID: "lmstudio"))])
  }

  @Test("Words are the prompt's, and what is typed already is not disturbed")
  func words() throws {
    var typing = try Self.typing()
    typing.type("hello")
    #expect(typing.state.layer == nil && typing.state.composer.text == "hello")
    var busy = try Typing { $0.warmUp = WarmUp() }
    busy.type("hel")
    var session = busy.state.session
    session.warmUp.record(Self.offline, at: .seconds(1))
    session.revision += 1
    _ = busy.state.reduce(.session(session))
    #expect(busy.state.layer == nil)
  }

  @Test("It goes when a server answers after all, and does not come in a conversation")
  func leaves() throws {
    var typing = try Self.typing()
    var session = typing.state.session
    session.warmUp.record(.answered, at: .seconds(2))
    session.revision += 1
    _ = typing.state.reduce(.session(session))
    #expect(typing.state.layer == nil)
    let talking = try Self.typing {
      $0.transcript.begin(Typing.turn(answer: "Yes."))
      $0.transcript.settle()
    }
    #expect(talking.state.layer == nil)
  }
}
