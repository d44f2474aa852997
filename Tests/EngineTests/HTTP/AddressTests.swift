import Testing

@testable import Engine

@Suite("Addresses, proxies, retries")
struct AddressTests {
  @Test(
    "An origin is scheme, host and port",
    arguments: [
      ("http://localhost:1234/v1", "http://localhost:1234", "localhost:1234", true),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1:8080", true),
      ("http://[::1]:1234/v1", "http://[::1]:1234", "[::1]:1234", true),
      ("https://api.openai.com/v1", "https://api.openai.com", "api.openai.com", false),
      ("HTTP://Example.COM:80/x", "http://example.com", "example.com", false),
      ("https://user:pw@host:8443/v1?x=1", "https://host:8443", "host:8443", false),
    ])
  func origin(_ url: String, _ text: String, _ address: String, _ isLoopback: Bool) throws {
    let origin = try #require(Origin(url: url))
    #expect(origin.description == text)
    #expect(origin.address == address)
    #expect(origin.isLoopback == isLoopback)
  }

  @Test(
    "What is no address is refused",
    arguments: ["", "localhost:1234", "ftp://x", "http://", "http://host:port/", "http://[::1"])
  func noOrigin(_ url: String) {
    #expect(Origin(url: url) == nil)
  }

  @Test(
    "The proxy of a request",
    arguments: [
      ("https://api.openai.com/v1", "http://me:secret@proxy:3128"),
      ("http://localhost:1234", nil), ("http://127.0.0.1:1234", nil), ("https://[::1]:1", nil),
      ("http://plain.example.com", "socks5h://all:1080"),
    ] as [(String, String?)])
  func proxy(_ url: String, _ proxy: String?) throws {
    let settings = ProxySettings(environment: [
      "HTTPS_PROXY": "http://me:secret@proxy:3128", "HTTP_PROXY": "http://never:1",
      "all_proxy": "socks5h://all:1080",
    ])
    #expect(settings.proxy(for: try #require(Origin(url: url))) == proxy)
  }

  @Test(
    "Base64 agrees with RFC 4648",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(_ plain: String, _ encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
  }

  @Test("Only overload and server faults are tried again, as often as allowed")
  func retries() {
    var policy = RetryPolicy(limit: 2)
    #expect(policy.delay(after: EngineError(.unreachable, "")) == nil)
    #expect(policy.delay(after: EngineError(.refused, "")) == nil)
    #expect(policy.delay(after: EngineError(.serverFault, ""), jitter: 1) == .milliseconds(200))
    let limited = EngineError(.rateLimited, "", retryAfter: .seconds(2))
    #expect(policy.delay(after: limited) == .seconds(2))
    #expect(policy.delay(after: limited) == nil)
  }

  @Test("A wait longer than a minute is shown, not waited")
  func longWait() {
    var policy = RetryPolicy(limit: 4)
    let limited = EngineError(.rateLimited, "", retryAfter: .seconds(61))
    #expect(policy.delay(after: limited) == nil)
  }
}
