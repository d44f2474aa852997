import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system's resolver knows of a name.
package enum HostLookup {
  /// How long an answer is waited for; a resolver without a network takes far longer to give up.
  package static let patience: Duration = .seconds(2)

  /// Its addresses; none where it is not known within a moment. The resolver is asked on a thread of its own and
  /// cannot be called off: its answer is then dropped.
  ///
  /// - Parameters:
  ///   - timer: the thread whose timer ends the wait.
  ///   - ask: the resolver; it may block.
  package static func addresses(
    of host: String, timer thread: WorkThread, within patience: Duration = patience,
    ask: @escaping @Sendable (String) -> [HostAddress] = ask
  ) async -> [HostAddress] {
    let resolver = WorkThread(name: "resolver")
    return await withCheckedContinuation { continuation in
      let answer = FirstAnswer(continuation)
      let limit = thread.after(patience) { answer.resume([]) }
      resolver.post {
        answer.resume(ask(host))
        limit.cancel()
      }
    }
  }

  /// Resumed once, by whichever comes first.
  private final class FirstAnswer: Sendable {
    private let continuation: Mutex<CheckedContinuation<[HostAddress], Never>?>

    init(_ continuation: CheckedContinuation<[HostAddress], Never>) {
      self.continuation = Mutex(continuation)
    }

    func resume(_ addresses: [HostAddress]) {
      continuation.withLock { waiting in
        waiting?.resume(returning: addresses)
        waiting = nil
      }
    }
  }

  /// As the system resolves it, which may take long.
  package static func ask(_ host: String) -> [HostAddress] {
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, nil, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [HostAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = entry.ai_addr.flatMap({ HostAddress($0) }) { found.append(address) }
      next = entry.ai_next
    }
    return found
  }
}
