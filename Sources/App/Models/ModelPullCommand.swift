import ArgumentParser
import Engine
import TUI

/// Asking for the download is the yes to it.
struct ModelPullCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: say("Downloads a model to the server's disk.", zh: "将模型下载到服务器的磁盘。"))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(
      say(
        "The provider whose server fetches it; else the active profile's.",
        zh: "由哪个提供方的服务器下载；默认为当前配置的提供方。")))
  var provider: String?

  @Argument(
    help: ArgumentHelp(
      say(
        "A name of the server's catalogue, or a Hugging Face address.",
        zh: "服务器目录中的名称，或 Hugging Face 地址。")))
  var name: String

  mutating func run() async throws {
    let (name, provider) = (name, provider)
    try await Runtime.use(common) { runtime in
      let session = await runtime.engine.session
      let id = ModelDownload.ID(providerID: provider ?? session.profile.providerID, model: name)
      try await ModelPull.run(id, runtime.engine)
    }
    StandardError.write(ModelsMessages.isDownloaded(Sanitizer.sanitize(name)) + "\n")
  }
}

/// A download in the shell, shown until it ends.
enum ModelPull {
  static func run(_ id: ModelDownload.ID, _ engine: Engine) async throws {
    // Cancelled and awaited when this scope ends.
    async let _ = watch(id, engine)
    do throws(EngineError) {
      try await engine.downloaded(id)
    } catch {
      throw Failure(error)
    }
  }

  /// Downloads the active profile's model unless its server has it already.
  static func ensure(_ engine: Engine) async throws {
    let profile = await engine.session.profile
    let catalogue = await engine.listedCatalogue()
    let known = catalogue.contains {
      $0.providerID == profile.providerID && $0.model.answers(to: profile.model)
    }
    guard !known else { return }
    try await run(ModelDownload.ID(providerID: profile.providerID, model: profile.model), engine)
  }

  private static func watch(_ id: ModelDownload.ID, _ engine: Engine) async {
    var meter = ProgressMeter()
    for await _ in engine.changes {
      let session = await engine.session
      guard let download = session.download(of: id.model, at: id.providerID) else { continue }
      let words = WarmUpLabel.download(download.progress)
      meter.show(words.state, download.progress.progress, detail: words.detail)
    }
    meter.end(nil)
  }
}
