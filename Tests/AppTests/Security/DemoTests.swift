import Engine
import Support
import Testing

@testable import App

@Suite("The simulator behind --demo serves its own program only", .limit(minutes: 1))
struct DemoTests {
  @Test("Another program gets no list of models, no reply and no control")
  func unknownKeys() async throws {
    var options = try CommonOptions.parse(["--demo"])
    options.demo = true
    let runtime = try await Runtime.build(options, environment: ["HOME": "/nonexistent"])
    let status = try await runtime.use { runtime in
      let address = try #require(
        runtime.configuration.providers.first { $0.id == Provider.demoID }?.baseURL)
      var status: [Int] = []
      for (method, path) in [
        (HTTPRequest.Method.get, "/v1/models"), (.post, "/v1/chat/completions"),
        (.get, "/api/v1/models"),
        (.post, "/api/v1/models/load"), (.get, "/simulator/log"),
      ] {
        let url = address.replacing("/v1", with: "") + path
        let reply = try await runtime.transport.send(
          HTTPRequest(
            method: method, url: url, headers: [], body: method == .get ? [] : Array("{}".utf8)))
        _ = try await reply.collect()
        status.append(reply.status)
      }
      return status
    }
    #expect(status == [401, 401, 401, 401, 401])
  }
}
