import CCurl
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every connection of a transport, on one thread: it sleeps until a socket, a limit or a job wakes it.
actor CurlLoop {
  private let thread: WorkThread
  /// From the first request until `close`.
  private var multi: UnsafeMutableRawPointer?
  private var isClosed = false
  private var transfers: [Int: CurlTransfer] = [:]
  /// Readers that wait for the head or for more of the body.
  private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  private let lastID = Mutex(0)
  private var lastDelivery = ContinuousClock.now
  /// The transfer whose bytes came last.
  private var lastStream: Int?
  private var pause = CurlLoop.pace
  /// The last two deliveries came closer together than the pause; and whether the loop has paused since.
  private var isFast = false
  private var hasPaused = false
  /// Transfers whose reader has left, from whatever thread that was said.
  private let abandoned = Mutex<[Int]>([])

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(thread: WorkThread) {
    self.thread = thread
    // Held until `close`, which every user of a transport calls.
    thread.setPass { [self] news, limit in assumeIsolated { $0.turn(news, limit) } }
  }

  /// A number for a transfer, by which it is read and given up.
  nonisolated func number() -> Int {
    lastID.withLock { last in
      last += 1
      return last
    }
  }

  /// Sends a request; returns when the head of the answer is here.
  func open(
    _ id: Int, _ request: HTTPRequest, _ origin: Origin, _ route: CurlRoute
  ) async throws -> (status: Int, headers: [HTTPHeader]) {
    guard !isClosed, !Task.isCancelled else { throw CancellationError() }
    let multi = try ready()
    let transfer = try CurlTransfer(request, origin, route: route)
    transfers[id] = transfer
    codex_curl_multi_add(multi, transfer.handle)
    await thread.suspend { waiters[id] = $0 }
    // The reader may have left meanwhile.
    guard let transfer = transfers[id] else { throw CancellationError() }
    if let failure = transfer.failure, !transfer.hasHead {
      transfers[id] = nil
      throw failure
    }
    transfer.startBody()
    return (transfer.status, transfer.headers)
  }

  /// Made for the first request, so that what the library brings with it is loaded behind the first picture.
  private func ready() throws(EngineError) -> UnsafeMutableRawPointer {
    if let multi { return multi }
    try Self.load()
    guard let made = codex_curl_multi_new() else { throw HTTPMessages.noMemory }
    multi = made
    return made
  }

  static func load() throws(EngineError) {
    if let words = codex_curl_load() { throw HTTPMessages.noLibrary(String(cString: words)) }
  }

  /// The next part of a body; `nil` at its end.
  func next(_ id: Int) async throws -> [UInt8]? {
    guard !Task.isCancelled else { throw CancellationError() }
    if transfers[id]?.hasNews == false { await thread.suspend { waiters[id] = $0 } }
    guard let transfer = transfers[id] else {
      if Task.isCancelled { throw CancellationError() }
      return nil
    }
    if let bytes = transfer.takeBody() { return bytes }
    transfers[id] = nil
    if let failure = transfer.failure { throw failure }
    return nil
  }

  /// Closes the connection of a transfer whose reader has left.
  nonisolated func leave(_ id: Int) {
    abandoned.withLock { $0.append(id) }
    thread.wake()
  }

  /// Closes every connection; nothing can be sent afterwards.
  func close() {
    for id in Array(transfers.keys) { drop(id) }
    if let multi { codex_curl_multi_free(multi) }
    multi = nil
    isClosed = true
    thread.setPass(nil)
  }

  // MARK: The loop

  /// How long a fast stream is left to itself between two reads. Each read wakes a thread, which costs more than
  /// the words it brings; the kernel holds what comes in that time, so no sender waits.
  private static let pace: Duration = .milliseconds(4)
  /// The reader shows what comes no oftener than this anyway.
  private let patience = Mutex(CurlLoop.pace)
  /// Where a stream is too fast for a picture of each read: what a picture shows is then at most this old.
  private static let hastyPace: Duration = .milliseconds(2)
  /// Bytes in a millisecond of such a stream: the kernel counts a packet of one word as a kilobyte, and has room
  /// for a hundred.
  private static let haste = 400.0
  /// Bytes that one read brings of a stream too fast to be left to itself.
  private static let flood = 16 << 10

  /// - Parameter pace: how long a reader is content to wait for what streams.
  nonisolated func setPatience(_ pace: Duration) { patience.withLock { $0 = max(Self.pace, pace) } }

  /// Reads and writes what can be; when that brought nothing, sleeps until something can.
  private func turn(_ news: WakeUp, _ timer: Duration?) {
    let given = abandoned.withLock { ids in
      defer { ids = [] }
      return ids
    }
    for id in given { drop(id) }
    guard given.isEmpty else { return }
    guard let multi else { return news.wait(timer) }
    let rest = isFast && !isOpening ? pause - (.now - lastDelivery) : .zero
    if rest > .zero {
      hasPaused = true
      // A job, a timer or a stop ends the wait, and none of them the pause: a picture follows each read, and a
      // read too early would leave its words to the next.
      return news.wait(min(rest, timer ?? rest))
    }
    var running: Int32 = 0
    codex_curl_multi_perform(multi, &running)
    readEndings(multi)
    let limit = [endLate(), timer].compactMap(\.self).min()
    let now = ContinuousClock.now
    if let (delivered, stream) = deliver() {
      // A head, a short answer and two that take turns are no stream: what follows may follow at once. A flood is
      // read as fast as it comes: its pieces are large anyway.
      let goesOn = stream != nil && stream == lastStream
      isFast = goesOn && delivered < Self.flood && (hasPaused || now - lastDelivery < pause)
      lastStream = stream
      hasPaused = false
      let milliseconds = max(1, (now - lastDelivery) / .milliseconds(1))
      let isHasty = Double(delivered) / milliseconds > Self.haste
      pause = isHasty ? Self.hastyPace : patience.withLock(\.self)
      lastDelivery = now
      return
    }
    (isFast, hasPaused) = (false, false)
    var ear = curl_waitfd(fd: news.ear, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    codex_curl_multi_poll(multi, &ear, limit.map(WakeUp.milliseconds) ?? Int32.max)
    if ear.revents != 0 { news.drain() }
  }

  /// A request has just been sent: it does not wait for another stream's pause. (A load may be waited for longer.)
  private var isOpening: Bool {
    transfers.values.contains {
      !$0.hasHead && !$0.hasEnded && .now - $0.began < .seconds(1)
    }
  }

  /// Wakes the readers for whom something has come: the bytes of it, and whose they are when they are one's;
  /// `nil` when there are no such readers.
  private func deliver() -> (bytes: Int, stream: Int?)? {
    let served = waiters.keys.filter { transfers[$0]?.hasNews == true }
    guard !served.isEmpty else { return nil }
    for id in served { waiters.removeValue(forKey: id)?.resume() }
    let bytes = served.reduce(0) { $0 + (transfers[$1]?.waitingBytes ?? 0) }
    return (bytes, bytes > 0 && served.count == 1 ? served[0] : nil)
  }

  private func readEndings(_ multi: UnsafeMutableRawPointer) {
    var code = CURLE_OK
    while let handle = codex_curl_multi_ended(multi, &code) {
      guard let transfer = transfers.values.first(where: { $0.handle == handle }) else { continue }
      codex_curl_multi_remove(multi, handle)
      transfer.end(code)
    }
  }

  /// Ends what has waited for its head too long; the time until the next one has.
  private func endLate() -> Duration? {
    var next: Duration?
    for transfer in transfers.values where !transfer.hasHead && !transfer.hasEnded {
      guard let deadline = transfer.deadline else { continue }
      let rest = deadline - ContinuousClock.now
      if rest > .zero {
        next = min(next ?? rest, rest)
      } else {
        if let multi { codex_curl_multi_remove(multi, transfer.handle) }
        transfer.end(HTTPMessages.silent(transfer.origin.address))
      }
    }
    return next
  }

  private func drop(_ id: Int) {
    guard let transfer = transfers.removeValue(forKey: id) else { return }
    if let multi, !transfer.hasEnded { codex_curl_multi_remove(multi, transfer.handle) }
    waiters.removeValue(forKey: id)?.resume()
  }
}
