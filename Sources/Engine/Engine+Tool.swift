/// LM Studio's own tool, for what its older servers do not offer over HTTP.
extension Engine {
  /// Whether `lms` may speak for this provider: it reaches only the LM Studio of this machine.
  func lmsPath(for provider: Provider) -> String? {
    guard provider.origin?.isLoopback ?? false else { return nil }
    return try? tool.find()
  }

  /// Runs the tool to its end and tells each step of its progress. A failure carries the tool's
  /// last words.
  package func run(
    _ command: LMSTool.Command, at path: String, step: @escaping (LMSProgress.Step) -> Void
  ) async throws(EngineError) {
    let (output, feed) = AsyncStream<ToolRunner.Output>.makeStream()
    // A child of this task: cancelling the one interrupts the other.
    async let ending = Self.ending(of: command, at: path, tool, feed)
    // Two readers, because the two streams are cut independently of each other.
    var screen = LMSProgress()
    var log = LMSProgress()
    for await piece in output {
      switch piece {
      case .standard(let bytes): for found in screen.read(bytes) { step(found) }
      case .error(let bytes): for found in log.read(bytes) { step(found) }
      }
    }
    _ = screen.end()
    for found in log.end() { step(found) }
    let code = try await ending.get()
    let words = log.words.isEmpty ? screen.words : log.words
    if let error = LMSTool.error(of: command, exitCode: code, words: words) { throw error }
  }

  private static func ending(
    of command: LMSTool.Command, at path: String, _ tool: ToolRunner,
    _ feed: AsyncStream<ToolRunner.Output>.Continuation
  ) async -> Result<Int32?, EngineError> {
    defer { feed.finish() }
    do throws(EngineError) {
      return .success(try await tool.run(path, command.arguments) { feed.yield($0) })
    } catch {
      return .failure(error)
    }
  }

  /// What `lms ps --json` lists; `nil` when it cannot be asked.
  func processes(at path: String) async -> [LMSTool.Instance]? {
    let (output, feed) = AsyncStream<[UInt8]>.makeStream()
    let code = try? await tool.run(path, LMSTool.Command.loaded.arguments) { piece in
      if case .standard(let bytes) = piece { feed.yield(bytes) }
    }
    feed.finish()
    guard code == 0 else { return nil }
    var text: [UInt8] = []
    for await bytes in output { text += bytes }
    return LMSTool.instances(in: text)
  }
}

extension LMSTool {
  /// One row of `lms ps --json`.
  package struct Instance: Equatable, Sendable {
    package var id: String
    package var model: String
    /// `idle`, `processingPrompt`, `generating` or `computingEmbedding`.
    package var status: String
    /// Milliseconds of idleness after which it is unloaded; `nil` keeps it.
    package var timeToLive: Int?

    package var isIdle: Bool { status == "idle" }
  }

  static func instances(in text: [UInt8]) -> [Instance]? {
    JSON(parsing: text)?.array?.compactMap { row in
      guard let id = row["identifier"]?.string else { return nil }
      return Instance(
        id: id, model: row["modelKey"]?.string ?? id, status: row["status"]?.string ?? "idle",
        timeToLive: row["ttlMs"]?.count(.moment))
    }
  }
}
