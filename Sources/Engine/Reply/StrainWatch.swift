/// Counts what slows this machine down while a reply comes from a server on it.
struct StrainWatch {
  private var start: MachineStrain?

  mutating func begin(on engine: isolated Engine) {
    start = engine.session.server.location == .thisMachine ? engine.services.strain() : nil
  }

  /// What came since; `nil` where nothing did, or nothing tells.
  func judge(on engine: isolated Engine) -> MachineStrain? {
    start.flatMap { engine.services.strain().since($0) }
  }
}
