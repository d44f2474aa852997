/// A transport that writes down everything that goes over it, for bug reports and replay.
///
/// One JSON object a line, each with `t`, the seconds since the recording began:
/// `{"t","event":"request","id","method","url","headers","body"}`, then of the same id
/// `{"event":"head","status","headers"}`, `{"event":"bytes","data"}` (UTF-8, or `base64` where the
/// bytes are cut inside a character) and `{"event":"end"}`, `{"event":"failed","message"}` or, when we
/// closed the connection, `{"event":"left"}`.
/// Keys are left out: headers that carry one, and whatever looks like one.
package struct RecordingTransport: Transport {
  let inner: any Transport
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

  final class Iterator: AsyncIteratorProtocol {
    private var bytes: any AsyncIteratorProtocol<[UInt8], any Error>
    private let recording: Recording
    private let id: Int
    private var watch: KeyWatch

    init(_ sequence: RecordedBytes) {
      bytes = sequence.body.makeAsyncIterator()
      recording = sequence.recording
      id = sequence.id
      watch = KeyWatch(recording.redaction)
    }

    /// A reader that has what it wanted asks no more.
    deinit { recording.write(id, watch.finish()) }

    func next(isolation reader: isolated (any Actor)?) async throws -> [UInt8]? {
      do {
        guard let chunk = try await bytes.next(isolation: reader) else {
          // Some bodies end, instead of failing, for a reader that leaves.
          end(Task.isCancelled ? "left" : "end")
          return nil
        }
        recording.write(id, watch.append(KeyWatch.Chunk(bytes: chunk, at: recording.now)))
        return chunk
      } catch {
        // A reader that no longer wants more is no failure of the connection.
        guard !Task.isCancelled else {
          end("left")
          throw error
        }
        let words = (error as? EngineError)?.message ?? "\(error)"
        end("failed", ["message": .string(recording.redaction.clean(words))])
        throw error
      }
    }

    private func end(_ event: String, _ fields: JSON = [:]) {
      recording.write(id, watch.finish())
      recording.write(id, event) { _ in fields }
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(self) }
}
