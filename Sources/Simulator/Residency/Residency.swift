/// A model in memory.
package struct ModelInstance: Sendable, Equatable {
  /// The model's key, `key:2` for a second one, or an alias.
  package var id: String
  package var key: String
  /// Tokens.
  package var contextLength: Int
  /// Loaded because a request needed it: it expires, and the next such load evicts it.
  package var isJIT: Bool
  /// Seconds it stays without use; nil or negative for ever.
  package var lifetime: Double?
  /// Simulated seconds since 1970; nil never expires.
  package var expires: Double?
}

/// How a load is wanted.
struct LoadPlan: Sendable {
  var context: Int?
  var isJIT: Bool
  /// Seconds without use after which the instance goes.
  var timeToLive: Double?
  var faults = FaultSet()
}

/// What those who wait for a load hear.
enum LoadStep: Sendable {
  /// 0 … 1
  case progress(Double)
  case loaded(ModelInstance, seconds: Double)
  case failed(message: String)
}

/// What became of a model, for those who watch all of them.
enum ResidencyChange: Sendable {
  case loading(key: String, fraction: Double)
  case loaded(key: String)
  case unloaded(key: String)
  case failed(key: String)
}

/// A load under way.
struct LoadInProgress {
  var key: String
  var instanceID: String
  /// 0 … 1
  var fraction = 0.0
  var watchers: [AsyncStream<LoadStep>.Continuation] = []
  var task: Task<Void, Never>?
}

/// Who answers a request.
enum Located: Sendable {
  case resident(ModelInstance, ModelCard)
  case absent(ModelCard)
}

enum LoadCurve {
  /// Progress reports in a second, as measured on LM Studio 0.4.21: 113 in 7.18 s.
  static let reportsPerSecond = 16.0

  /// Slow at both ends, like reading a file and then warming a graph.
  static func fraction(_ time: Double) -> Double {
    time * (0.75 + time * (0.75 - time * 0.5))
  }
}
