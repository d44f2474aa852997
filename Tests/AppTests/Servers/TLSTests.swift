import Engine
import Foundation
import Support
import Testing

@testable import App

@Suite("A server's certificate is always verified", .limit(minutes: 2))
struct TLSTests {
  private static let models = #"{"object":"list","data":[{"id":"m","object":"model"}]}"#

  private func ask(
    _ host: String, _ port: Int, environment: [String: String]
  ) async -> Result<Int, EngineError> {
    let transport = HTTPTransport(environment: environment)
    let request = HTTPRequest(method: .get, url: "https://\(host):\(port)/v1/models")
    let result: Result<Int, EngineError>
    do throws(EngineError) {
      result = .success(try await transport.send(request).status)
    } catch {
      result = .failure(error)
    }
    await transport.shutdown()
    return result
  }

  @Test("One without a trusted signature is refused, with the next step")
  func refused() async throws {
    let server = try await TLSServer(body: Self.models)
    guard case .failure(let error) = await ask("127.0.0.1", server.port, environment: [:]) else {
      Issue.record("it was trusted")
      return
    }
    #expect(error.kind == .unreachable)
    #expect(error.message == "The certificate of 127.0.0.1:\(server.port) is not trusted.")
    #expect(error.remedy?.contains("SSL_CERT_FILE") == true)
    await server.stop()
  }

  @Test("The user's own is trusted by SSL_CERT_FILE, for the name it was made for only")
  func own() async throws {
    let server = try await TLSServer(body: Self.models)
    let trust = ["SSL_CERT_FILE": TLSServer.certificate]
    let answer = await ask("localhost", server.port, environment: trust)
    #expect(try answer.get() == 200)
    guard case .failure(let error) = await ask("127.0.0.1", server.port, environment: trust) else {
      Issue.record("it was trusted for another name")
      return
    }
    #expect(error.message == "The certificate of 127.0.0.1:\(server.port) is for another name.")
    #expect(error.remedy?.contains("base_url") == true)
    await server.stop()
  }

  @Test("The program says so", arguments: [false, true])
  func program(trusts: Bool) async throws {
    let server = try await TLSServer(body: Self.models)
    let address = "model_providers.lmstudio.base_url=https://localhost:\(server.port)/v1"
    let run = ProgramRun(
      arguments: ["exec", "-c", address, "-m", "m", "hello"],
      environment: trusts ? ["SSL_CERT_FILE": TLSServer.certificate] : [:])
    let outcome = try await run.outcome()
    #expect(outcome.error.contains("is not trusted.") != trusts, "\(outcome.error)")
    #expect(outcome.error.contains("SSL_CERT_FILE") != trusts, "\(outcome.error)")
    await server.stop()
  }
}
