import Engine

extension Doctor {
  /// Starts each server of tools, asks what it offers, and ends it again; one elsewhere only where that is wished.
  func tools() async -> [Finding] {
    let reports = await runtime.engine.surveyedTools(remote: asksRemote)
    let enabled = Set(runtime.configuration.profiles.flatMap { $0.enabledTools ?? [] })
      .union(runtime.configuration.tools.enabled)
    return Self.findings(reports, enabled: enabled)
  }

  /// - Parameter enabled: what the configuration lets models call, `server` or `server:tool`.
  static func findings(_ reports: [ToolServerReport], enabled: Set<String>) -> [Finding] {
    let servers = reports.compactMap { report -> Finding? in
      switch report.state {
      case .ready(let tools): DoctorMessages.toolServer(report, offers: tools)
      case .failed(let error): DoctorMessages.toolServer(report, fails: error)
      case .idle, .starting: DoctorMessages.toolServerNotAsked(report)
      case .disabled: nil
      }
    }
    let missing = ToolSelection.missing(enabled, in: reports)
    return servers + missing.map(DoctorMessages.noSuchTool)
  }
}
