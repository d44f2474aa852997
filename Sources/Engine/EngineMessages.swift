/// What the engine itself says to the user; its rooms have messages of their own.
enum EngineMessages {
  static func cannotRun(_ command: String) -> EngineError {
    EngineError(
      .unauthorized, say("\(command) cannot be run here.", zh: "无法在此处运行 \(command)。"))
  }
}
