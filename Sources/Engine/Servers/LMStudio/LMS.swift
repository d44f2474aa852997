/// LM Studio's tool at a path, for what its older servers do not offer over HTTP.
package struct LMS: Sendable {
  let path: String
  let runner: ToolRunner

  package init(path: String, runner: ToolRunner) {
    self.path = path
    self.runner = runner
  }

  /// Runs the tool to its end and reports each step of its progress. A failure carries the tool's
  /// last words.
  package func run(
    _ command: LMSTool.Command, step: (LMSProgress.Step) -> Void
  ) async throws(EngineError) {
    let (output, feed) = AsyncStream<ToolRunner.Output>.makeStream()
    // A child of this task: cancelling the one interrupts the other.
    async let ending = Self.ending(of: command.arguments, at: path, runner, feed)
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

  /// Loads a model; the tool reports how far it is.
  func load(
    _ model: String, _ options: LoadOptions, report: LoadReport
  ) async throws(EngineError) {
    try await run(.load(model: model, options)) { step in
      if case .load(let progress) = step { report(.loadProgressed(progress)) }
    }
  }

  /// What the runtimes of the server write (`lms log stream`, from 0.3.26 on), until the task is cancelled.
  func follow(_ line: (String) -> Void) async {
    let (output, feed) = AsyncStream<ToolRunner.Output>.makeStream()
    async let ending = Self.ending(
      of: ["log", "stream", "--source", "runtime", "--json"], at: path, runner, feed)
    var events = NDJSON()
    for await case .standard(let bytes) in output {
      events.append(bytes)
      while let item = events.next() {
        guard case .event(_, let json) = item, let words = json["data"]?["content"]?.string else {
          continue
        }
        for words in words.split(whereSeparator: \.isNewline) { line(String(words)) }
      }
    }
    _ = await ending
  }

  /// What `lms ps --json` lists; `nil` when it cannot be asked.
  func instances() async -> [LMSTool.Instance]? {
    await json(.loaded).flatMap(LMSTool.instances)
  }

  /// Bytes that a load would take, as `lms load --estimate-only` tells.
  func memory(for model: String, _ options: LoadOptions) async -> Int? {
    // The words for people go to either stream.
    let arguments = LMSTool.Command.estimate(model: model, options).arguments
    return await runner.output(of: path, arguments, withErrors: true).flatMap {
      Self.estimate(in: String(decoding: $0, as: UTF8.self))
    }
  }

  /// `Estimated Total Memory: 12.34 GiB`
  static func estimate(in text: String) -> Int? {
    let pattern = /(?i)total memory:\s*([\d.]+)\s*([KMGT])i?B/
    guard let found = text.firstMatch(of: pattern), let figure = Double(found.output.1) else {
      return nil
    }
    let power = ["K": 10, "M": 20, "G": 30, "T": 40][found.output.2.uppercased()] ?? 0
    let bytes = figure * Double(1 << power)
    return bytes < 1e18 ? Int(bytes) : nil
  }

  /// What a command writes as JSON; `nil` when it cannot be asked.
  func json(_ command: LMSTool.Command) async -> JSON? {
    await runner.output(of: path, command.arguments).flatMap { JSON(parsing: $0) }
  }

  private static func ending(
    of arguments: [String], at path: String, _ runner: ToolRunner,
    _ feed: AsyncStream<ToolRunner.Output>.Continuation
  ) async -> Result<Int32?, EngineError> {
    defer { feed.finish() }
    do throws(EngineError) {
      return .success(try await runner.run(path, arguments) { feed.yield($0) })
    } catch {
      return .failure(error)
    }
  }
}

extension ServerConnection {
  /// The tool, where it is installed and may speak for this server: it reaches only the LM Studio of
  /// this machine.
  var lms: LMS? {
    guard origin.isLoopback, provider.location == .thisMachine,
      let path = try? tool.find()
    else { return nil }
    return LMS(path: path, runner: tool)
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
    /// Requests that wait for it.
    package var queued = 0
    /// How many it answers at the same time.
    package var parallel: Int?

    package var isIdle: Bool { status == "idle" }
  }

  static func instances(in json: JSON) -> [Instance]? {
    json.array?.compactMap { row in
      guard let id = row["identifier"]?.string else { return nil }
      return Instance(
        id: id, model: row["modelKey"]?.string ?? id, status: row["status"]?.string ?? "idle",
        timeToLive: row["ttlMs"]?.count(.moment), queued: row["queued"]?.count(.tokens) ?? 0,
        parallel: row["parallel"]?.count(.tokens))
    }
  }
}
