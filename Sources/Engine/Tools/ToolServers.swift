/// A server of tools as it was last seen.
package struct ToolServerReport: Equatable, Sendable, Identifiable {
  package enum State: Equatable, Sendable {
    /// Its table says that it is not to be started.
    case disabled
    case ready([Tool])
    case failed(EngineError)
  }

  package var server: ToolServer
  package var state: State
  /// Its own version, where it says one.
  package var version: String?
  /// How long it took from its start to its list.
  package var took: Duration?

  package var id: String { server.name }

  package var tools: [Tool] { if case .ready(let tools) = state { tools } else { [] } }
}

/// The servers of tools that the configuration names.
final class ToolServers {
  /// Starts each that is enabled, lists what it offers, and ends it again.
  func survey(on engine: isolated Engine) async -> [ToolServerReport] {
    let servers = engine.configuration.toolServers
    var reports: [String: ToolServerReport] = [:]
    await withTaskGroup(of: ToolServerReport.self) { group in
      for server in servers {
        group.addTask { await engine.isolated { await $0.reply.tools.look(at: server, on: $0) } }
      }
      for await report in group { reports[report.id] = report }
    }
    return servers.compactMap { reports[$0.name] }
  }

  private func look(at server: ToolServer, on engine: isolated Engine) async -> ToolServerReport {
    var report = ToolServerReport(server: server, state: .disabled)
    guard server.isEnabled else { return report }
    if let defect = server.defect {
      report.state = .failed(ToolMessages.defective(server.name, defect))
      return report
    }
    let began = engine.time.now
    do throws(EngineError) {
      let pipe = try await engine.services.startTools(server)
      let connection = MCPConnection(server, pipe)
      do throws(EngineError) {
        try await connection.begin(on: engine)
        report.state = .ready(try await connection.tools(on: engine))
        report.version = connection.version
        report.took = engine.time.now - began
      } catch {
        report.state = .failed(error)
      }
      await connection.close()
    } catch {
      report.state = .failed(error)
    }
    return report
  }
}
