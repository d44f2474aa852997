import Testing

@testable import Simulator

@Suite("No fault leaves a client hanging that should not hang")
struct FaultSweepTests {
  /// Those that end only when the client leaves, or that take the server away.
  private static let endless: Set<Fault.Name> = [.stallMid, .loadStuck, .serverRestart]

  static let finite = Fault.Name.allCases.filter { !endless.contains($0) }

  @Test("Every fault ends on every wire of LM Studio", arguments: finite)
  func lmStudio(name: Fault.Name) async throws {
    let input = #"{"model":"qwen/qwen3-4b","input":"echo a b c d","stream":true}"#
    try await withSimulator { _, client in
      let headers = ["X-Simulate-Fault": name.rawValue]
      for (line, body) in [
        ("POST /api/v1/chat", input), ("POST /v1/responses", input),
        ("POST /v1/chat/completions", chatBody("echo a b c d")),
        ("POST /api/v0/chat/completions", chatBody("echo a b c d", stream: false)),
      ] {
        let reply = try await client.send(line, body, headers: headers)
        #expect(reply.status >= 200, "\(line) with \(name.rawValue)")
      }
    }
  }

  @Test("Every fault ends on every other server", arguments: finite)
  func others(name: Fault.Name) async throws {
    for (profile, model, line) in [
      (ServerProfile.ollama, "qwen3:4b", "POST /api/chat"),
      (.llamacppRouter, "qwen3-4b", "POST /v1/chat/completions"),
      (.vllm, "Qwen/Qwen3-4B", "POST /v1/chat/completions"),
      (.cloud, "nimbus-reason-2", "POST /v1/chat/completions"),
    ] {
      try await withSimulator {
        $0.profile = profile
      } _: { _, client in
        let headers = ["X-Simulate-Fault": name.rawValue, "Authorization": "Bearer key"]
        let body = chatBody("echo a b c d", model: model)
        let reply = try await client.send(line, body, headers: headers)
        #expect(reply.status >= 200, "\(profile.rawValue) with \(name.rawValue)")
      }
    }
  }

  @Test("A download can fail or pause half way", arguments: ["download-fail", "download-pause"])
  func downloads(fault: String) async throws {
    try await withSimulator { _, client in
      let job = try await client.send(
        "POST /api/v1/models/download", #"{"model":"ibm/granite-4-micro"}"#,
        headers: ["X-Simulate-Fault": fault])
      let id = job.json["job_id"]?.text ?? ""
      var last = JSON.null
      for _ in 0..<5 {
        last = try await client.send("GET /api/v1/models/download/status/\(id)").json
      }
      #expect(last["status"]?.text == (fault == "download-fail" ? "failed" : "paused"))
      #expect(last["downloaded_bytes"]?.whole == 1_050_000_000)
    }
  }
}
