import Support
import Testing

@testable import Engine

@Suite("Location: this machine, my network, the cloud")
struct LocationTests {
  @Test(
    "What an address says of its place",
    arguments: [
      ("http://localhost:1234/v1", .thisMachine), ("http://127.0.0.1:1", .thisMachine),
      ("http://127.8.9.10", .thisMachine), ("http://[::1]:1", .thisMachine),
      ("http://0.0.0.0:1", .thisMachine), ("http://[::]:1", .thisMachine),
      ("http://2130706433/", .thisMachine), ("http://0x7f.1/", .thisMachine),
      ("http://[::ffff:127.0.0.1]", .thisMachine),
      ("http+unix://%2Frun%2Fllama.sock", .thisMachine), ("http://LOCALHOST.", .thisMachine),
      ("http://10.0.0.1:1234", .network), ("http://172.16.0.1", .network),
      ("http://172.31.255.255", .network), ("http://192.168.1.5:8080", .network),
      ("http://169.254.1.1", .network), ("http://100.64.0.1", .network),
      ("http://100.127.255.255", .network), ("http://[fd00::1]", .network),
      ("http://[fe80::1%25eth0]:1", .network), ("http://[::ffff:192.168.0.1]", .network),
      ("http://desk:1234", .network), ("http://desk.local", .network),
      ("http://box.lan", .network), ("http://nas.home.arpa.", .network),
      ("http://172.32.0.1", .cloud), ("http://172.15.0.1", .cloud),
      ("http://100.128.0.1", .cloud), ("http://100.63.0.1", .cloud), ("http://11.0.0.1", .cloud),
      ("http://8.8.8.8", .cloud), ("http://134744072", .cloud), ("http://[2001:db8::1]", .cloud),
      ("http://[::ffff:8.8.8.8]", .cloud), ("http://192.169.0.1", .cloud),
      // Only a resolver knows these.
      ("https://api.openai.com", nil), ("http://127.example.com", nil),
      ("http://box.localhost", nil), ("http://10.0.0.1.example.com", nil),
      ("http://desk.local.example.com", nil), ("http://localhost.example.com", nil),
    ] as [(String, Location?)])
  func spelling(_ url: String, _ location: Location?) throws {
    #expect(try #require(Origin(url: url)).location == location)
  }

  @Test("A name is only as near as the farthest of its addresses")
  func resolved() throws {
    let addresses = try ["10.0.0.1", "127.0.0.1", "8.8.8.8"].map { try #require(HostAddress($0)) }
    #expect(Location([addresses[1]]) == .thisMachine)
    #expect(Location(Array(addresses[...1])) == .network)
    #expect(Location(addresses) == .cloud)
    #expect(Location([]) == .cloud)
    #expect(addresses.map(\.description) == ["10.0.0.1", "127.0.0.1", "8.8.8.8"])
  }

  @Test("What a file says of the place counts more than the address")
  func given() throws {
    let configuration = try load(
      """
      [model_providers.vpn]
      base_url = "http://203.0.113.5:1234"
      location = "network"
      [model_providers.shared]
      base_url = "http://192.168.0.9/v1"
      location = "cloud"
      [model_providers.odd]
      base_url = "http://localhost/v1"
      location = "moon"
      """)
    let vpn = try #require(configuration.provider(named: "vpn"))
    #expect(vpn.location == .network && vpn.reach == .cloud)
    #expect(vpn.url("chat/completions") == "http://203.0.113.5:1234/v1/chat/completions")
    #expect(configuration.provider(named: "shared")?.location == .cloud)
    #expect(configuration.provider(named: "odd")?.location == .thisMachine)
    #expect(configuration.notices.map(\.text).contains { $0.contains("moon") })
  }

  @Test(
    "No socket is opened to an address beyond a request's reach",
    arguments: [
      (
        "http://192.0.2.1:9/v1", Location.network,
        "192.0.2.1:9 is 192.0.2.1, which is not on your network"
      ),
      (
        "http://10.255.255.1:9/v1", .thisMachine,
        "10.255.255.1:9 is 10.255.255.1, which is not on this machine"
      ),
      (
        "http://[2001:db8::1]:9/v1", .network,
        "[2001:db8::1]:9 is 2001:db8::1, which is not on your network"
      ),
    ])
  func reach(_ url: String, _ reach: Location, _ words: String) async throws {
    let transport = HTTPTransport(environment: [:])
    var request = HTTPRequest(method: .get, url: url)
    request.reach = reach
    let error = await #expect(throws: EngineError.self) { try await transport.send(request) }
    #expect(error?.kind == .refused)
    #expect(error?.message == words + "; nothing was sent.")
    await transport.shutdown()
  }

  @Test(
    "A resolver that does not answer is waited for no longer than the limit", .limit(minutes: 1))
  func patience() async {
    let thread = WorkThread(name: "timers")
    let gate = WakeUp()
    let late = await HostLookup.addresses(of: "x", timer: thread, within: .milliseconds(1)) { _ in
      gate.wait()
      return ["10.0.0.1"].compactMap { HostAddress($0) }
    }
    #expect(late.isEmpty)
    gate.ring()
    let known = await HostLookup.addresses(of: "x", timer: thread, within: .seconds(3600)) { _ in
      ["10.0.0.1"].compactMap { HostAddress($0) }
    }
    #expect(known.map(\.description) == ["10.0.0.1"])
  }
}
