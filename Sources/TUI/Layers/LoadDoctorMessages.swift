import Engine

/// What the page about a load says.
enum LoadDoctorMessages {
  static let title = "load doctor — Enter does a step"

  // What is known.

  static let model = "model"
  static let needs = "needs"
  static let free = "free"
  static let pace = "pace"
  static let loaded = "loaded"
  static let before = "before"
  static let neverLoaded = "no load of it is known here"

  static func needs(_ bytes: Int, window: Int?) -> String {
    ModelLabel.size(bytes)
      + (window.map { " with a window of \(TokenFormatter.short($0))" } ?? "")
      + ", the server says"
  }

  static func pace(_ rate: String) -> String { "~\(rate), by its progress and size" }

  static func worked(_ loads: LoadFindings.Earlier) -> String {
    let window = loads.window.map { "window \(TokenFormatter.short($0))" } ?? "the server's window"
    let packed = loads.quantization.map { " · " + Sanitizer.sanitize($0) } ?? ""
    return "\(window)\(packed): \(Plural.count(loads.count, "load")), usually "
      + TimeFormatter.seconds(loads.usual)
  }

  static func wrote(_ source: String) -> String { "The server wrote (\(source))" }

  // The ways out.

  static let stop = "Stop this load"
  static let whatIsKnown = "What is known of it…"
  static let tryAgain = "Try again"
  static let download = "Download it…"
  static let models = "Choose another model…"
  static let profiles = "Switch to another profile…"
  static let everyWord = "Everything the server said"
  static let halfWindow = "half of what is asked for, which takes less memory"

  static func unload(_ model: String) -> String { "Unload \(model), then try again" }

  static func load(window: Int) -> String {
    "Load with a window of \(TokenFormatter.short(window))"
  }
}
