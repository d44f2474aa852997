import Testing

@testable import Simulator

@Suite("The simulator answers this machine's programs only")
struct AdmissionTests {
  private func request(
    _ fields: [(String, String)], to path: String = "/v1/models", isTooLarge: Bool = false
  ) -> Request {
    Request(
      method: "POST", target: path, fields: fields.map { (name: $0.0, value: $0.1) }, body: [],
      ordinal: 1, keepsAlive: true, isTooLarge: isTooLarge)
  }

  private func status(_ request: Request, token: String? = nil) -> Int? {
    var options = SimulatorOptions()
    options.controlToken = token
    return Admission.refusal(request, options: options)?.status
  }

  @Test(
    "Host is this machine's own",
    arguments: [
      ("127.0.0.1:1234", nil), ("localhost", nil), ("LOCALHOST:80", nil), ("[::1]:80", nil),
      ("127.8.9.1", nil), ("evil.example:1234", 403), ("127.0.0.1.evil.example", 403), ("", 403),
      ("localhost.evil.example", 403), ("192.168.1.2", 403), ("127.1", 403),
    ] as [(String, Int?)])
  func host(_ host: String, _ wanted: Int?) {
    #expect(status(request([("Host", host)])) == wanted)
  }

  @Test(
    "No page of another origin is answered",
    arguments: [
      ("http://localhost:5173", nil), ("https://evil.example", 403), ("null", 403),
      ("http://127.0.0.1.evil.example", 403),
    ] as [(String, Int?)])
  func origin(_ origin: String, _ wanted: Int?) {
    #expect(status(request([("Host", "localhost"), ("Origin", origin)])) == wanted)
  }

  @Test("What a browser sends across sites, and what is too much, is refused")
  func others() {
    #expect(status(request([("Sec-Fetch-Site", "cross-site")])) == 403)
    #expect(status(request([], isTooLarge: true)) == 413)
  }

  @Test("Steering takes the token that was printed")
  func control() {
    #expect(status(request([], to: "/simulator/log"), token: "abc") == 401)
    #expect(
      status(request([("x-simulator-token", "ab")], to: "/simulator/log"), token: "abc") == 401)
    #expect(
      status(request([("X-Simulator-Token", "abc")], to: "/simulator/log"), token: "abc") == nil)
    #expect(status(request([], to: "/v1/models"), token: "abc") == nil)
  }

  @Test("The refusals reach the wire, and a key does not reach the log's answer")
  func overTheWire() async throws {
    try await withSimulator {
      $0.controlToken = "abc"
    } _: { _, client in
      let refused = try await client.send(
        "POST /simulator/fault", #"{"fault":"http-500"}"#, headers: ["Origin": "https://e.example"])
      #expect(refused.status == 403)
      _ = try await client.send(
        "GET /v1/models", headers: ["Authorization": "Bearer my-own-key-123"])
      let log = try await client.send("GET /simulator/log", headers: ["X-Simulator-Token": "abc"])
      #expect(log.body.contains("/v1/models") && !log.body.contains("my-own-key-123"))
    }
  }
}
