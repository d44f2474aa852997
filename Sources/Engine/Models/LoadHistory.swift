/// How long loads took on this machine, to say how long the next one will.
///
/// One entry per server, model, quantization and context length; the last eight loads of each.
package struct LoadHistory: Equatable, Sendable {
  package struct Key: Hashable, Sendable {
    package var origin: String
    package var model: String
    package var quantization: String
    package var context: Int

    package init(origin: String, model: String, quantization: String?, context: Int?) {
      self.origin = origin
      self.model = model
      self.quantization = quantization ?? ""
      self.context = context ?? 0
    }

    init(_ model: ModelInfo, _ provider: Provider, contextLength: Int? = nil) {
      self.init(
        origin: provider.origin?.description ?? provider.baseURL, model: model.id,
        quantization: model.quantization, context: contextLength)
    }
  }

  static let kept = 8

  private var seconds: [Key: [Double]] = [:]

  package init() {}

  package mutating func add(_ duration: Duration, for key: Key) {
    var loads = seconds[key] ?? []
    loads.append(duration / .seconds(1))
    seconds[key] = Array(loads.suffix(Self.kept))
  }

  /// Loads of a model at a server that ended well, the most frequent first.
  func loads(of model: String, at origin: String) -> [LoadFindings.Earlier] {
    seconds.filter { $0.key.origin == origin && ModelName.same($0.key.model, model) }
      .compactMap { key, loads in
        guard !loads.isEmpty else { return nil }
        return LoadFindings.Earlier(
          quantization: key.quantization.isEmpty ? nil : key.quantization,
          window: key.context > 0 ? key.context : nil, count: loads.count,
          usual: Self.duration(loads.sorted()[loads.count / 2]))
      }.sorted { ($1.count, $0.window ?? 0) < ($0.count, $1.window ?? 0) }
  }

  /// What the next load will probably take; `nil` before the first.
  package func expectation(for key: Key) -> LoadExpectation? {
    guard let loads = seconds[key], !loads.isEmpty else { return nil }
    let recent = loads.suffix(3)
    return LoadExpectation(
      usual: Self.duration(loads.sorted()[loads.count / 2]),
      shortest: Self.duration(recent.min() ?? 0), longest: Self.duration(recent.max() ?? 0))
  }

  private static func duration(_ seconds: Double) -> Duration {
    .milliseconds(Int((seconds * 1000).rounded()))
  }

  // MARK: Keeping

  /// One line of JSON per entry.
  package var text: String {
    seconds.keys.sorted { ($0.origin, $0.model) < ($1.origin, $1.model) }.map { key in
      let row: JSON = [
        "origin": .string(key.origin), "model": .string(key.model),
        "quantization": .string(key.quantization), "context": .int(key.context),
        "seconds": .array((seconds[key] ?? []).map { .double($0) }),
      ]
      return row.text + "\n"
    }.joined()
  }

  /// Reads what `text` wrote; a line that cannot be read is left out.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      guard let row = JSON(parsing: Array(line.utf8)), let origin = row["origin"]?.string,
        let model = row["model"]?.string, let loads = row["seconds"]?.array
      else { continue }
      let key = Key(
        origin: origin, model: model, quantization: row["quantization"]?.string,
        context: row["context"]?.count(.tokens))
      seconds[key] = Array(loads.compactMap { $0.amount(.seconds) }.suffix(Self.kept))
    }
  }
}

/// What earlier loads of a model took on this machine.
package struct LoadExpectation: Equatable, Sendable {
  /// The middle one.
  package var usual: Duration
  /// Of the last three.
  package var shortest: Duration
  package var longest: Duration

  package init(usual: Duration, shortest: Duration, longest: Duration) {
    self.usual = usual
    self.shortest = shortest
    self.longest = longest
  }
}
