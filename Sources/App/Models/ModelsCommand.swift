import ArgumentParser
import Engine
import TUI

/// Models of every local server the profiles name: what there is, what is loaded.
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: say(
      "Lists, loads, unloads and downloads models of the local servers.", zh: "列出、加载、卸载和下载本地服务器的模型。"
    ),
    subcommands: [
      List.self, Running.self, Load.self, Pin.self, Unload.self, ModelPullCommand.self,
    ],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: say("Lists models, loaded ones first.", zh: "列出模型，已加载的在前。"))

    @OptionGroup var common: CommonOptions

    @Flag(help: ArgumentHelp(say("One JSON object per model and line.", zh: "每个模型输出一行 JSON 对象。")))
    var json = false

    mutating func run() async throws {
      ModelTable.write(try await common.catalogue(), asJSON: json)
    }
  }

  struct Running: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ps", abstract: say("Lists the models that are in memory.", zh: "列出内存中的模型。"))

    @OptionGroup var common: CommonOptions

    @Flag(help: ArgumentHelp(say("One JSON object per model and line.", zh: "每个模型输出一行 JSON 对象。")))
    var json = false

    mutating func run() async throws {
      let running = try await common.catalogue().filter {
        [.loaded, .loading].contains($0.model.residency)
      }
      ModelTable.write(running, asJSON: json)
      if running.isEmpty { StandardError.write(ModelsMessages.noModelIsLoaded + "\n") }
    }
  }

  struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: say("Loads a model and says how far it is.", zh: "加载模型并显示进度。"))

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp(say("The model, as the list names it.", zh: "模型，名称与列表中一致。")))
    var name: String

    mutating func run() async throws {
      let name = name
      let failure = try await Runtime.use(common) { runtime -> EngineError? in
        let engine = runtime.engine
        let served = try await engine.served(name)
        let states = await engine.replyEvents()
        await engine.perform(.choose(model: served.model.id, providerID: served.providerID))
        if let refusal = await engine.session.lockRefusal {
          return EngineError(.refused, refusal)
        }
        let failure = await Self.follow(states)
        await engine.warmUpEnded()
        return failure
      }
      if let failure { throw Failure(failure) }
    }

    /// Shows how far it is until the model is ready; returns why it is not.
    private static func follow(_ events: AsyncStream<ReplyEvent>) async -> EngineError? {
      var meter = ProgressMeter()
      for await event in events {
        guard case .warmUp(let state, _) = event else { continue }
        switch state {
        case .ready:
          meter.end(ModelsMessages.ready)
          return nil
        case .offline(let error), .needsToken(let error), .modelMissing(let error),
          .failed(let error):
          meter.end(nil)
          return error
        case .loading(let load): meter.show(ModelsMessages.loading, load.progress)
        case .readingPrompt: meter.show(ModelsMessages.warmingPrompt, nil)
        case .unknown, .probing, .starting, .downloading, .notLoaded: break
        }
      }
      return nil
    }
  }

  struct Pin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pin",
      abstract: say(
        "Loads a model so that the server keeps it until it is unloaded.", zh: "加载模型并固定在服务器上，直到卸载。")
    )

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp(say("The model, as the list names it.", zh: "模型，名称与列表中一致。")))
    var name: String

    mutating func run() async throws {
      try await common.change(name, ModelsMessages.pinned) { await $0.pinned($1) }
    }
  }

  struct Unload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unload",
      abstract: say("Takes a model out of the server's memory.", zh: "从服务器的内存中卸载模型。"))

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp(say("The model, as the list names it.", zh: "模型，名称与列表中一致。")))
    var name: String

    mutating func run() async throws {
      try await common.change(name, ModelsMessages.unloaded) { await $0.unloaded($1) }
    }
  }
}

extension CommonOptions {
  /// The models of every server that answers; an error where none does.
  fileprivate func catalogue() async throws -> [ServedModel] {
    let catalogue = try await Runtime.use(self) { await $0.engine.listedCatalogue() }
    if catalogue.isEmpty { throw ModelsMessages.noServerAnswers }
    return catalogue
  }

  /// Does something to the model of that name, and says what was done.
  ///
  /// - Parameter work: returns what went wrong, in a sentence.
  fileprivate func change(
    _ name: String, _ done: String,
    _ work: @escaping @Sendable (Engine, ServedModel) async -> String?
  ) async throws {
    let problem = try await Runtime.use(self) { runtime in
      await work(runtime.engine, try await runtime.engine.served(name))
    }
    if let problem { throw Failure(.model, problem) }
    StandardError.write(ModelsMessages.model(Sanitizer.sanitize(name), is: done) + "\n")
  }
}

extension Engine {
  /// The model of that name on any local server.
  fileprivate func served(_ name: String) async throws -> ServedModel {
    let catalogue = await listedCatalogue()
    if let served = catalogue.first(where: { $0.model.answers(to: name) }) { return served }
    let nearest = NearestMatch.of(name, among: catalogue.map(\.model.id))
    throw ModelsMessages.noModel(name, nearest: nearest)
  }
}
