import Engine
import Synchronization

/// A transport whose answers a test writes; it remembers what was asked.
package final class StubTransport: Transport {
  package struct Answer: Sendable {
    package var status: Int
    package var headers: [HTTPHeader]
    package var body: AsyncThrowingStream<[UInt8], any Error>

    package init(
      status: Int = 200, headers: [HTTPHeader] = [],
      body: AsyncThrowingStream<[UInt8], any Error>
    ) {
      self.status = status
      self.headers = headers
      self.body = body
    }

    /// A whole body at once.
    package static func text(
      _ text: String, status: Int = 200, headers: [HTTPHeader] = []
    ) -> Answer {
      let (stream, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
      continuation.yield(Array(text.utf8))
      continuation.finish()
      return Answer(status: status, headers: headers, body: stream)
    }
  }

  package typealias Reply = @Sendable (HTTPRequest) async throws(EngineError) -> Answer

  private let reply: Reply
  private let log = Mutex<[HTTPRequest]>([])

  package init(_ reply: @escaping Reply) {
    self.reply = reply
  }

  package var requests: [HTTPRequest] { log.withLock { $0 } }

  package func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
    log.withLock { $0.append(request) }
    let answer = try await reply(request)
    return HTTPReply(status: answer.status, headers: answer.headers, body: answer.body)
  }
}
