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
  private let began = ContinuousClock.now
  private var pace = StreamPace()
  private let patience = Mutex(StreamPace.least)
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

  /// - Parameter pace: how long a reader is content to wait for what streams.
  nonisolated func setPatience(_ pace: Duration) {
    patience.withLock { $0 = max(StreamPace.least, pace) }
  }

  /// Reads and writes what can be; when that brought nothing, sleeps until something can.
  private func turn(_ news: WakeUp, _ timer: Duration?) {
    let given = abandoned.withLock { ids in
      defer { ids = [] }
      return ids
    }
    for id in given { drop(id) }
    guard given.isEmpty else { return }
    guard let multi else { return news.wait(timer) }
    // A job, a timer or a stop ends a wait, and none of them the pause: a picture follows each read, and a read too
    // early would leave its words to the next.
    if !isOpening, rests(multi, news, timer) { return }
    var running: Int32 = 0
    codex_curl_multi_perform(multi, &running)
    readEndings(multi)
    let limit = [endLate(), timer].compactMap(\.self).min()
    if let delivery = deliver() {
      return pace.record(delivery, at: .now - began, patience: patience.withLock(\.self))
    }
    pace.recordNothing()
    var ear = curl_waitfd(fd: news.ear, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    codex_curl_multi_poll(multi, &ear, limit.map(WakeUp.milliseconds) ?? Int32.max)
    if ear.revents != 0 { news.drain() }
  }

  /// Leaves a fast stream to itself until a pause is over; `false`: it is time to read.
  private func rests(
    _ multi: UnsafeMutableRawPointer, _ news: WakeUp, _ timer: Duration?
  ) -> Bool {
    let now = .now - began
    let rest = pace.rest(at: now)
    if let word = pace.nextWord {
      let limit = rest + word.extra
      guard limit > .zero else { return false }
      var pending: Int32 = 0
      let reasons = codex_curl_await_bytes(
        multi, news.ear, Int32(clamping: word.bytes),
        WakeUp.milliseconds(min(limit, timer ?? limit)),
        &pending)
      if reasons >= 0 {
        pace.waiting = Int(pending)
        // What rang is done before this thread may sleep again; the words wait.
        guard reasons & Int32(CODEX_CURL_RUNG) == 0 else {
          news.drain()
          return true
        }
        return reasons & Int32(CODEX_CURL_READABLE) == 0
      }
    }
    guard rest > .zero else { return false }
    news.wait(min(rest, timer ?? rest))
    return true
  }

  /// A request has just been sent: it does not wait for another stream's pause. (A load may be waited for longer.)
  private var isOpening: Bool {
    transfers.values.contains {
      !$0.hasHead && !$0.hasEnded && .now - $0.began < .seconds(1)
    }
  }

  /// Wakes the readers for whom something has come; `nil` when there are no such readers.
  private func deliver() -> StreamPace.Delivery? {
    let served = waiters.keys.filter { transfers[$0]?.hasNews == true }
    guard !served.isEmpty else { return nil }
    for id in served { waiters.removeValue(forKey: id)?.resume() }
    let bytes = served.reduce(0) { $0 + (transfers[$1]?.waitingBytes ?? 0) }
    return StreamPace.Delivery(
      bytes: bytes, stream: bytes > 0 && served.count == 1 ? served[0] : nil)
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
