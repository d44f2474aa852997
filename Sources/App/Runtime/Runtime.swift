import Engine
import Simulator

/// What every command works with: the engine and the world it was given, built from the command line, the
/// environment and the configuration files.
struct Runtime {
  let configuration: Configuration
  /// `--oss`, and nothing says which local server is meant.
  var asksServer = false
  let engine: Engine
  let transport: HTTPTransport
  let simulator: Simulator?
  let log: LogFile?
  let eventLogger: EventLogger
  var recordingFile: RecordingFile?

  /// Reads the configuration, starts the simulator when a profile needs it. Touches no network.
  ///
  /// - Parameters:
  ///   - readsFiles: false: as if there were no configuration.
  ///   - thread: the engine's; a command without a screen can let it work on its own.
  ///   - demoSpeed: how many times faster than real models the demo's are.
  static func build(
    _ options: CommonOptions, environment: [String: String] = Environment.current,
    readsFiles: Bool = true, thread: WorkThread = WorkThread(name: "engine"), demoSpeed: Double = 1
  ) async throws -> Runtime {
    var configuration = try options.configuration(
      environment: environment, readsFiles: readsFiles)
    var simulator: Simulator?
    if configuration.profiles.contains(where: { $0.providerID == Provider.demoID }) {
      var chosen = SimulatorOptions()
      chosen.speed = demoSpeed
      // Another user of this machine who finds the port can neither chat with it nor steer it.
      let token = SimulatorOptions.freshToken()
      chosen.token = token
      chosen.controlToken = token
      let running = Simulator(chosen)
      let port = try await running.start()
      configuration.setDemo(
        baseURL: "http://127.0.0.1:\(port)/v1", token: token, toolServer: DemoTools.server)
      simulator = running
    }
    let transport = HTTPTransport(environment: environment, thread: thread)
    let state = StateDirectory(environment: environment)
    let recordingFile = try options.record.map { path in try RecordingFile(path: path) }
    let recording = recordingFile.map { file in
      Recording(
        redaction: Redaction(environment: environment, providers: configuration.providers),
        write: file.write)
    }
    recording?.begin(configuration)
    let keys = configuration.providers.flatMap(\.keyVariables)
    let tool = ToolProcess.runner(environment: environment, without: keys)
    let servers = ServerProcess(
      environment: environment, tool: tool, keys: keys, folder: state?.path)
    var services = EngineServices(
      transport: recording.map { RecordingTransport(transport, $0) } ?? transport
        as any Transport, environment: environment, time: Timekeeper(thread), thread: thread,
      archive: configuration.keepsHistory ? state.map { Archive(folder: $0.path) } : nil,
      recording: recording,
      saveLoadHistory: { history in
        // A history that cannot be kept costs an estimate next time, nothing more.
        try? state?.write(history.text, to: "load-history.jsonl")
      },
      tool: tool,
      startTools: DemoTools.starter(
        speed: demoSpeed,
        else: ToolServerProcess.starter(environment: environment, timer: Timekeeper(thread))),
      stranger: ListeningUser.stranger,
      resolve: { await HostLookup.addresses(of: $0, timer: thread) },
      isInstalled: servers.isInstalled, start: servers.start,
      freeMemory: GraphicsMemory(environment: environment, tool: tool, timer: Timekeeper(thread))
        .free,
      runTokenCommand: {
        [forChildren = environment.withoutKeys(of: configuration)] command
          async throws(EngineError) in
        try await TokenCommand.run(command, environment: forChildren)
      })
    services.strain = { MachineStrain.now() }
    services.serverWords = { servers.words($0) }
    services.shell = SandboxedShell(environment: environment, folder: ".").host
    services.pastReplies = { await StatsTable.past(in: state) }
    services.savePick = { pick in
      // One that cannot be kept is a pick less in the statistics.
      try? state?.append(pick.line, to: RacePick.file, largest: 1 << 20)
    }
    services.toolGrants = ToolGrants(text: state?.read("tool-grants.jsonl") ?? "")
    services.saveToolGrants = { grants in
      // One that cannot be kept is asked for again.
      try? state?.write(grants.text, to: "tool-grants.jsonl")
    }
    let engine = Engine(
      configuration: configuration, services: services,
      loadHistory: LoadHistory(text: state?.read("load-history.jsonl") ?? ""))
    let log = LogFile(options, environment, configuration, state)
    log?.write(.info, "started", [("version", Version.full)])
    let eventLogger = EventLogger(
      await engine.replyEvents(words: false), log: log, directory: state, thread: thread)
    return Runtime(
      configuration: configuration, asksServer: options.asksServer(configuration), engine: engine,
      transport: transport, simulator: simulator,
      log: log, eventLogger: eventLogger, recordingFile: recordingFile)
  }

  /// Builds the parts, uses them, and shuts them down whatever comes of it. A configuration's error
  /// becomes the command's own.
  static func use<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation, _ options: CommonOptions,
    readsFiles: Bool = true, thread: WorkThread = WorkThread(name: "engine"),
    _ body: (Runtime) async throws -> Result
  ) async throws -> Result {
    let runtime: Runtime
    do {
      runtime = try await build(options, readsFiles: readsFiles, thread: thread)
    } catch let error as EngineError {
      throw Failure(error)
    }
    return try await runtime.use(body)
  }

  /// Uses the parts and shuts them down whatever comes of it.
  func use<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation, _ body: (Runtime) async throws -> Result
  ) async throws -> Result {
    do {
      let result = try await body(self)
      await shutdown()
      return result
    } catch {
      await shutdown()
      throw error
    }
  }

  private func shutdown() async {
    await engine.shutdown()
    await eventLogger.finished()
    await transport.shutdown()
    await simulator?.stop()
    if let complaint = recordingFile?.complaint { StandardError.write("! \(complaint)\n") }
  }
}
