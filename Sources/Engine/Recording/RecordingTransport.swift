/// A transport that writes down everything that goes over it, for bug reports and replay.
///
/// One JSON object a line, each with `t`, the seconds since the recording began:
/// `{"t","event":"request","id","method","url","headers","body"}`, then of the same id
/// `{"event":"head","status","headers"}`, `{"event":"bytes","data"}` (UTF-8, or `base64` where the
/// bytes are cut inside a character) and `{"event":"end"}`, `{"event":"failed","message"}` or, when we
/// closed the connection, `{"event":"left"}`.
/// Keys are left out: headers that carry one, and whatever looks like one.
package struct RecordingTransport: Transport {
  private let inner: any Transport
  private let recording: Recording

  package init(_ inner: any Transport, _ recording: Recording) {
    self.inner = inner
    self.recording = recording
  }

  package func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
    let id = recording.begin(request)
    do {
      let reply = try await inner.send(request)
      recording.write(id, "head") { redaction in
        ["status": .int(reply.status), "headers": Recording.headers(reply.headers, redaction)]
      }
      return HTTPReply(
        status: reply.status, headers: reply.headers,
        body: RecordedBytes(body: reply.body, recording: recording, id: id))
    } catch {
      recording.write(id, "failed") { ["message": .string($0.clean(error.message))] }
      throw error
    }
  }
}

/// Passes bytes on as they come, and writes them down.
private struct RecordedBytes: AsyncSequence, Sendable {
  let body: any AsyncSequence<[UInt8], any Error> & Sendable
  let recording: Recording
  let id: Int

  struct Iterator: AsyncIteratorProtocol {
    var bytes: any AsyncIteratorProtocol<[UInt8], any Error>
    let recording: Recording
    let id: Int

    mutating func next() async throws -> [UInt8]? {
      do {
        guard let chunk = try await bytes.next() else {
          recording.write(id, "end") { _ in [:] }
          return nil
        }
        recording.write(id, "bytes") { Recording.data(chunk, $0) }
        return chunk
      } catch {
        // A reader that no longer wants more is no failure of the connection.
        guard !Task.isCancelled else {
          recording.write(id, "left") { _ in [:] }
          throw error
        }
        let words = (error as? EngineError)?.message ?? "\(error)"
        recording.write(id, "failed") { ["message": .string($0.clean(words))] }
        throw error
      }
    }
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(bytes: body.makeAsyncIterator(), recording: recording, id: id)
  }
}
