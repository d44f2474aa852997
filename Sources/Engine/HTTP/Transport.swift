/// What carries bytes: the live one over libcurl, and a stub for tests.
package protocol Transport: Sendable {
  /// Sends a request and returns as soon as the head of the answer is here.
  ///
  /// Cancelling the calling task closes the connection, which is how a server learns to stop.
  func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply
}

/// Lets no request travel farther than its server is.
struct NearTransport: Transport {
  private let transport: any Transport
  private let reach: Location
  private let mayUseProxy: Bool

  init(_ transport: any Transport, reach: Location, mayUseProxy: Bool) {
    self.transport = transport
    self.reach = reach
    self.mayUseProxy = mayUseProxy
  }

  func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
    var request = request
    request.reach = min(request.reach, reach)
    request.mayUseProxy = request.mayUseProxy && mayUseProxy
    return try await transport.send(request)
  }
}

package struct HTTPRequest: Equatable, Sendable {
  package enum Method: String, Sendable { case get = "GET", post = "POST", delete = "DELETE" }

  package var method: Method
  /// Absolute, query included.
  package var url: String
  package var headers: [HTTPHeader]
  package var body: [UInt8]
  /// Gives up on connecting after this long.
  package var connectTimeout: Duration
  /// Gives up when the head has not come after this long. `nil`: a cold model may take minutes.
  package var headTimeout: Duration?
  /// How far it may travel: to no address farther away, whatever its host resolves to.
  package var reach = Location.cloud
  /// A proxy may send it anywhere, so what is meant for a near server goes through none.
  package var mayUseProxy = true

  package init(
    method: Method, url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
    connectTimeout: Duration = .seconds(5), headTimeout: Duration? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.connectTimeout = connectTimeout
    self.headTimeout = headTimeout
  }
}

package struct HTTPHeader: Equatable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

package struct HTTPReply: Sendable {
  package var status: Int
  package var headers: [HTTPHeader]
  /// The body as it arrives. Throws `EngineError` when the connection breaks.
  package var body: any AsyncSequence<[UInt8], any Error> & Sendable

  package init(
    status: Int, headers: [HTTPHeader], body: any AsyncSequence<[UInt8], any Error> & Sendable
  ) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// The first value of a header, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The whole body, cut at `limit` bytes.
  package func collect(limit: Int = 8 << 20) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await chunk in body {
      bytes.append(contentsOf: chunk.prefix(limit - bytes.count))
      if bytes.count >= limit { break }
    }
    return bytes
  }
}
