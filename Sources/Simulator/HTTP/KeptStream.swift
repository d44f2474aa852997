import Synchronization

/// What llama.cpp keeps of a stream whose request named it, so that a client can come back.
final class KeptStream: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var isDone = false
    var isCancelled = false
    var readers: [AsyncStream<Void>.Continuation] = []

    mutating func wakeReaders() {
      for reader in readers { reader.finish() }
      readers = []
    }
  }

  private let state = Mutex(State())
  let startedAt: Int

  init(startedAt: Int) { self.startedAt = startedAt }

  var isDone: Bool { state.withLock { $0.isDone } }
  var count: Int { state.withLock { $0.bytes.count } }

  /// Throws once a client has called the stream off.
  func append(_ bytes: [UInt8]) throws {
    try state.withLock { state in
      guard !state.isCancelled else { throw CancellationError() }
      state.bytes += bytes
      state.wakeReaders()
    }
  }

  func finish() {
    state.withLock { state in
      state.isDone = true
      state.wakeReaders()
    }
  }

  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      state.isDone = true
      state.wakeReaders()
    }
  }

  /// Hands over what is there from a byte on, and what comes, until the end.
  func read(from first: Int, _ body: ([UInt8]) async throws -> Void) async throws {
    var offset = first
    while true {
      let (waiting, wake) = AsyncStream<Void>.makeStream()
      let (bytes, isDone) = state.withLock { state in
        let bytes = Array(state.bytes.dropFirst(offset))
        if bytes.isEmpty, !state.isDone { state.readers.append(wake) }
        return (bytes, state.isDone)
      }
      offset += bytes.count
      if !bytes.isEmpty {
        try await body(bytes)
      } else if isDone {
        return
      } else {
        for await _ in waiting {}
        try Task.checkCancellation()
      }
    }
  }
}
