import Engine
import Support
import TUI
import Testing

@testable import App

/// What stands over the panes, as pictures at every size; `make screens` rewrites them.
@Suite("Screens of lists, questions and pages", .bothLanguages)
struct OverlayScreenTests {
  private func expect(
    _ name: String, _ size: Size, keys: [String] = [],
    _ change: (inout Session) throws -> Void = { _ in }
  ) throws {
    var state = try PicturedState.of(size) {
      $0.warmUp.record(.answered, at: .zero)
      try change(&$0)
    }
    _ = state.frame()
    for key in keys {
      if let press = KeyPress(name: key) {
        _ = state.reduce(.input(.key(press)))
      } else {
        for character in key {
          _ = state.reduce(.input(.key(KeyPress(.character(character)))))
        }
      }
      _ = state.frame()
    }
    expectScreen(state.frame(), named: "\(name)-\(size.columns)x\(size.rows)")
  }

  static let catalogue: [ServedModel] = {
    var large = ModelInfo(
      id: "openai/gpt-oss-20b", displayName: "GPT-OSS 20B", residency: .loaded)
    large.quantization = "MXFP4"
    large.parameters = "20B"
    large.sizeBytes = 12_110_000_000
    large.loadedContext = 32768
    large.maxContext = 131072
    large.usesTools = true
    large.reasoningOptions = ["low", "medium", "high"]
    var small = ModelInfo(id: "qwen/qwen3-vl-4b", displayName: "Qwen3 VL 4B", residency: .notLoaded)
    small.quantization = "Q4_K_M"
    small.sizeBytes = 2_500_000_000
    small.maxContext = 262144
    small.hasVision = true
    var other = ModelInfo(id: "llama3.2:3b", residency: .loaded)
    other.graphicsShare = 0.62
    return [
      ServedModel(providerID: "lmstudio", server: "LM Studio", model: large),
      ServedModel(providerID: "lmstudio", server: "LM Studio", model: small),
      ServedModel(providerID: "ollama", server: "Ollama", model: other),
    ]
  }()

  @Test("The help", arguments: ScreenTests.sizes)
  func help(_ size: Size) throws { try expect("help", size, keys: ["f1"]) }

  @Test("The profiles", arguments: ScreenTests.sizes)
  func profiles(_ size: Size) throws { try expect("profiles", size, keys: ["shift+f2"]) }

  @Test("The models of two servers, one of them loaded", arguments: ScreenTests.sizes)
  func models(_ size: Size) throws {
    try expect("models", size, keys: ["f3"]) { $0.catalogue = Self.catalogue }
  }

  @Test("The model that warms up is loading in the list too", arguments: ScreenTests.sizes)
  func modelLoading(_ size: Size) throws {
    try expect("models-loading", size, keys: ["f3"]) {
      $0.catalogue = Self.catalogue
      $0.catalogue[0].model.residency = .notLoaded
      $0.catalogue[0].providerID = $0.profile.providerID
      $0.profile.model = $0.catalogue[0].model.id
      $0.warmUp.record(.loadBegan(nil), at: .seconds(8))
      $0.warmUp.record(.loadProgressed(0.72), at: .seconds(19))
    }
  }

  @Test("The load doctor after a load that failed for memory", arguments: ScreenTests.sizes)
  func loadFailed(_ size: Size) throws {
    try expect("load-failed", size, keys: ["alt+e"]) {
      var error = EngineError(.loadFailed, "The model needs 12.1 GB, and 9.3 GB are free.")
      error.remedy = "Unload another model, or load this one with a smaller window."
      $0.server.kind = .lmStudio(.v1)
      $0.warmUp.record(.failed(error), at: .seconds(19))
      $0.loadFindings = Self.findings
    }
  }

  @Test("The load doctor while a load stands still", arguments: ScreenTests.sizes)
  func loadStuck(_ size: Size) throws {
    try expect("load-stuck", size, keys: ["alt+e", "down"]) {
      $0.server.kind = .lmStudio(.v1)
      $0.warmUp = WarmUp()
      $0.warmUp.record(
        .loadBegan(
          LoadExpectation(usual: .seconds(6), shortest: .seconds(5), longest: .seconds(8))),
        at: .seconds(-40))
      $0.warmUp.record(.loadProgressed(0.62), at: .seconds(-30))
      $0.loadFindings = Self.findings
      $0.loadFindings?.others = []
    }
  }

  static let findings: LoadFindings = {
    var findings = LoadFindings()
    findings.model = catalogue[0].model
    findings.model?.residency = .notLoaded
    findings.window = 32768
    findings.needed = 12_100_000_000
    findings.free = FreeMemory(system: 9_300_000_000, graphics: nil)
    var other = ModelInfo(id: "gemma-3-12b", residency: .loaded)
    other.sizeBytes = 8_100_000_000
    findings.others = [other]
    findings.earlier = [
      LoadFindings.Earlier(
        quantization: "MXFP4", window: 8192, count: 3, usual: .milliseconds(6400))
    ]
    findings.words = ServerWords(
      source: "/home/ann/.lmstudio/server-logs/2026-11/2026-11-27.1.log",
      lines: [
        "[2026-11-27 10:02:11][INFO] Loading openai/gpt-oss-20b",
        "[2026-11-27 10:02:12][DEBUG] llama_model_load: loading model part 1/1",
        "[2026-11-27 10:02:14][ERROR] ggml_backend_alloc: failed to allocate 2816 MiB",
        "[2026-11-27 10:02:14][ERROR] llama_init_from_model: failed to initialize the context",
      ])
    return findings
  }()

  @Test("The models narrowed by what was typed", arguments: ScreenTests.sizes)
  func modelSearch(_ size: Size) throws {
    try expect("models-search", size, keys: ["f3", "qw"]) { $0.catalogue = Self.catalogue }
  }

  @Test("The commands after a slash", arguments: ScreenTests.sizes)
  func slash(_ size: Size) throws { try expect("slash", size, keys: ["/a"]) }

  @Test("A download is asked about first", arguments: ScreenTests.sizes)
  func confirm(_ size: Size) throws {
    try expect("confirm", size, keys: ["/pull qwen/qwen3-4b", "enter"])
  }

  @Test("The figures of this conversation", arguments: ScreenTests.sizes)
  func stats(_ size: Size) throws {
    try expect("stats", size, keys: ["/stats", "enter"]) {
      $0.transcript = Transcript(of: PicturedState.answered)
    }
  }

  @Test("A notice during a conversation", arguments: ScreenTests.sizes)
  func notice(_ size: Size) throws {
    try expect("notice", size) {
      $0.transcript = Transcript(of: PicturedState.answered)
      $0.notices = [Notice(say("gemma was not unloaded: it is busy.", zh: "未卸载 gemma：它正忙。"))]
    }
  }

  @Test("The themes", arguments: ScreenTests.sizes)
  func themes(_ size: Size) throws { try expect("themes", size, keys: ["/theme", "enter"]) }

  @Test("A budget for thinking fills while the model thinks", arguments: ScreenTests.sizes)
  func budget(_ size: Size) throws {
    try expect("thinking-budget", size) {
      $0.profile.thinkingBudget = .tokens(8)
      let words = (1...5).map { (Delta.reasoning("word \($0) "), $0) }
      $0.transcript.begin(PicturedState.turn(words))
    }
  }

  @Test("What the thinking says again stands back, and is counted", arguments: ScreenTests.sizes)
  func saidAgain(_ size: Size) throws {
    let first = "Let me check the order of the calls in the example again.\n"
    let other = "The window has to be refreshed before the next key is read.\n"
    try expect("thinking-again", size) {
      $0.transcript.begin(
        PicturedState.turn([
          (.reasoning(first), 1), (.reasoning(other), 2),
          (.reasoning("Wait, l" + first.dropFirst()), 3),
        ]))
    }
  }

  @Test("Thinking by its steps, the second one open", arguments: ScreenTests.sizes)
  func steps(_ size: Size) throws {
    let thinking = """
      The user wants to know how a program learns of a new size.

      First the signal: SIGWINCH comes to the process.
      The handler may do little, so it writes a byte to a pipe.

      1. The loop reads the byte.
      2. It asks the terminal for its size, and draws anew.
      """
    try expect("thinking-steps", size, keys: ["alt+g", "home", "down", "enter"]) {
      $0.transcript.begin(PicturedState.turn([(.reasoning(thinking), 1)]))
    }
  }

  @Test(
    "A reply that goes on from what the user wrote, with thinking kept",
    arguments: ScreenTests.sizes)
  func edited(_ size: Size) throws {
    try expect("thinking-edited", size) {
      $0.transcript.begin(
        PicturedState.turn([
          (.notice("The thinking was edited by you; the model was asked to go on from there."), 0),
          (.notice("Earlier thinking went along: about 1900 tokens more."), 0),
          (.reasoning("The window is asked for its size first."), 1), (.text("Ask the window."), 2),
        ]))
    }
  }

  @Test("Thinking stands beside its translation", arguments: ScreenTests.sizes)
  func translation(_ size: Size) throws {
    try expect("translation", size) {
      let words = (1...5).map { (Delta.reasoning("word \($0) "), $0) }
      let turn = PicturedState.turn(words)
      $0.transcript.begin(turn)
      var translation = Translation(language: "German", profile: "local2")
      translation.turn = turn.id
      translation.text.append("Wort 1 Wort 2 Wort 3")
      $0.translation = translation
    }
  }

  @Test("A translation that does not go on says why", arguments: ScreenTests.sizes)
  func failedTranslation(_ size: Size) throws {
    try expect("translation-failed", size) {
      $0.transcript.begin(PicturedState.turn([(.reasoning("word "), 1)]))
      $0.translation = Translation(language: "German", profile: "local2")
      $0.translation?.failure = "Nothing listens at localhost:8081."
    }
  }

  @Test("What shapes replies, on sliders", arguments: ScreenTests.sizes)
  func sampling(_ size: Size) throws {
    try expect("sampling", size, keys: ["/set", "enter", "down", "down", "right"]) {
      $0.profile.sampling = Sampling(["temperature": 0.6, "max_output_tokens": 2048])
      $0.conversation.sampling = Sampling(["min_p": 0.05, "stop": .array(["END"])])
      $0.presets = [.init(name: "exact", sampling: Sampling(["temperature": 0]))]
    }
  }

  @Test("A question before a download", arguments: ScreenTests.sizes)
  func question(_ size: Size) throws {
    try expect("question", size, keys: ["f3", "qwen/qwen3-8b", "ctrl+d"]) {
      $0.catalogue = Self.catalogue
    }
  }

  @Test("The kept conversations", arguments: ScreenTests.sizes)
  func conversations(_ size: Size) throws {
    try expect("conversations", size, keys: ["/resume", "enter"]) {
      $0.keeping = .kept
      $0.kept.conversations = [
        ("Why terminals lie about width", 12, true), ("A poem about 東京", 2, false),
        ("Borrow checker, once more", 40, false),
      ].enumerated().map { index, entry in
        var summary = ConversationSummary(
          id: ConversationID("abcdef0\(index)"), created: 1_700_000_000_000)
        summary.changed = 1_700_000_000_000 + Int64(index)
        summary.proposedTitle = entry.0
        summary.turnCount = entry.1
        summary.isPinned = entry.2
        summary.model = "gpt-oss-20b"
        summary.preview = "How the newest answer begins."
        return summary
      }
    }
  }

  @Test("What went wrong, with the server's own words", arguments: ScreenTests.sizes)
  func errorDetail(_ size: Size) throws {
    try expect("error-detail", size, keys: ["/errors", "enter"]) {
      var failed = PicturedState.turn(PicturedState.thinking)
      failed.end(
        .failed(
          EngineError(
            .contextOverflow, "The prompt is too long for the loaded model.",
            remedy: "Load it with a larger context, or start a new conversation.",
            serverWords: #"{"error":{"code":400,"message":"n_keep >= n_ctx","type":"overflow"}}"#)
        ), at: .seconds(15))
      $0.transcript.settled = [failed]
    }
  }

  @Test("Looking for words in an answer", arguments: ScreenTests.sizes)
  func find(_ size: Size) throws {
    try expect("find", size, keys: ["tab", "tab", "ctrl+f", "wanted"]) {
      $0.transcript.settled = [
        PicturedState.turn(
          PicturedState.thinking + [
            (.text("One picture is wanted, one is shown.\n\nWhat is *wanted* wins."), 14),
            (.finish(.stop), 18),
          ])
      ]
    }
  }

  @Test("Commands that complete what is typed", arguments: ScreenTests.sizes)
  func completion(_ size: Size) throws { try expect("completion", size, keys: ["/mo"]) }

  @Test("A cloud profile says where the next Enter goes", arguments: ScreenTests.sizes)
  func cloud(_ size: Size) throws {
    try expect("cloud", size) {
      $0.server = ServerStatus(name: "OpenAI", address: "api.openai.com", location: .cloud)
    }
  }

  @Test("F3 says how the profile's model would be loaded", arguments: ScreenTests.sizes)
  func loadOptions(_ size: Size) throws {
    try expect("loads-with", size, keys: ["f3"]) {
      $0.catalogue = Self.catalogue
      let model = try #require(Self.catalogue.first { $0.model.residency == .notLoaded })
      $0.profile.model = model.model.id
      $0.profile.providerID = model.providerID
      $0.profile.loadContext = 8192
      $0.profile.loading.graphicsShare = 0.5
      $0.profile.loading.flashAttention = true
    }
  }

  @Test("A model that is larger than the memory free says so", arguments: ScreenTests.sizes)
  func doesNotFit(_ size: Size) throws {
    try expect("does-not-fit", size, keys: ["f3"]) {
      $0.catalogue = Self.catalogue
      $0.freeMemory.system = 1_900_000_000
    }
  }

  @Test("A server that sleeps is offered to be woken", arguments: ScreenTests.sizes)
  func asleep(_ size: Size) throws {
    let launch = try #require(MagicPacket("aa:bb:cc:dd:ee:ff")).launch(named: "desk")
    try expect("asleep", size, keys: ["f5"]) {
      $0.server = ServerStatus(name: "desk", address: "desk:1234", location: .network)
      $0.launch = launch
      $0.warmUp.record(
        .serverFailed(EngineError(.unreachable, "No server answers at http://desk:1234.")),
        at: .zero)
    }
  }

  @Test(
    "A machine that wakes up shows for how long, and how long it usually takes",
    arguments: ScreenTests.sizes)
  func waking(_ size: Size) throws {
    let launch = try #require(MagicPacket("aa:bb:cc:dd:ee:ff")).launch(named: "desk")
    var history = LoadHistory()
    let key = LoadHistory.Key(origin: "", model: "", quantization: nil, context: nil)
    history.add(.seconds(68), for: key)
    try expect("waking", size) {
      $0.server = ServerStatus(name: "desk", address: "desk:1234", location: .network)
      $0.warmUp.record(.startBegan(launch, history.expectation(for: key)), at: .zero)
    }
  }

  @Test("A profile of my network says so", arguments: ScreenTests.sizes)
  func lan(_ size: Size) throws {
    try expect("lan", size) {
      $0.server = ServerStatus(name: "desk", address: "desk:1234", location: .network)
    }
  }

  @Test("A cloud behind localhost is called by its name", arguments: ScreenTests.sizes)
  func handedOn(_ size: Size) throws {
    try expect("handed-on", size) {
      $0.server = ServerStatus(
        name: "Ollama", address: "localhost:11434", kind: .ollama(version: "0.13.0"))
      $0.profile.model = "kimi-k2:1t-cloud"
    }
  }

  @Test("A model on a device of LM Link says that it is linked", arguments: ScreenTests.sizes)
  func linked(_ size: Size) throws {
    try expect("linked", size) {
      $0.server = ServerStatus(
        name: "LM Studio", address: "localhost:1234", kind: .lmStudio(.v1))
      $0.profile.model = "qwen/qwen3-8b"
      $0.server.devices = try Self.devices
    }
  }

  private static var devices: LinkedDevices {
    get throws {
      let text = """
        {"issues":[],"deviceIdentifier":"own","peers":[
         {"deviceIdentifier":"d1","deviceName":"workshop","status":"connected","loadedModels":["qwen/qwen3-8b"]},
         {"deviceIdentifier":"d2","deviceName":"cellar","status":"disconnected","loadedModels":[]}]}
        """
      return try #require(JSON(parsing: Array(text.utf8)).flatMap(LinkedDevices.init))
    }
  }

  @Test("The servers, as they answer", arguments: ScreenTests.sizes)
  func servers(_ size: Size) throws {
    try expect("servers", size, keys: ["f4"]) { $0.fleet = try Self.fleet(of: $0) }
  }

  private static func fleet(of session: Session) throws -> [ServerReport] {
    func report(
      _ id: String, _ url: String, _ change: (inout ServerReport) throws -> Void
    ) rethrows -> ServerReport {
      var report = ServerReport(
        Provider(id: id, name: id, baseURL: url), profiles: session.profiles)
      try change(&report)
      return report
    }
    return [
      try report(session.profile.providerID, "http://localhost:1234/v1") {
        $0.devices = try devices
        $0.state = .answered
        $0.kind = .lmStudio(.v1)
        $0.models = catalogue.prefix(2).map(\.model)
        $0.latency = .milliseconds(4)
        $0.workload = Workload(running: 1, waiting: 2, slots: 4)
      },
      report("desk", "http://desk:8080/v1") {
        $0.state = .answered
        $0.kind = .llamaCpp(isRouter: false)
        $0.models = [
          ModelInfo(id: "qwen3-8b", residency: .loaded),
          ModelInfo(id: catalogue[0].model.id, residency: .notLoaded),
        ]
        $0.latency = .milliseconds(31)
        $0.workload = Workload(running: 0, slots: 2)
      },
      report("attic", "http://192.168.1.9:11434/v1") {
        $0.state = .silent(
          EngineError(.unreachable, "No server answers at http://192.168.1.9:11434."))
        $0.seen = .zero
      },
      report("openai", "https://api.openai.com/v1") { $0.state = .notAsked },
      report("vllm", "http://localhost:8000/v1") { $0.state = .asking },
    ]
  }
}

extension MagicPacket {
  fileprivate func launch(named name: String) -> Launch { Launch(.wake(self), name: name) }
}
