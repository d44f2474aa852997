import Engine

/// What is said of a model, on the screen and in the shell.
package enum ModelLabel {
  package static func residency(_ residency: ModelInfo.Residency) -> String {
    switch residency {
    case .loaded: "loaded"
    case .loading: "loading"
    case .notLoaded: "on disk"
    case .unknown: "listed"
    }
  }

  /// `2.5 GB`
  package static func size(_ bytes: Int) -> String { bytes.inGigabytes }

  /// `45 MB/s`, `320 kB/s`
  static func rate(_ bytesPerSecond: Double) -> String {
    bytesPerSecond < 1_000_000
      ? "\(Int(bytesPerSecond / 1000)) kB/s" : "\(Int(bytesPerSecond / 1_000_000)) MB/s"
  }
}
