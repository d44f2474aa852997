import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a `WorkThread` works through. It outlives the executor by as long as the thread takes to end.
final class WorkQueue: Sendable {
  enum Item: Sendable {
    case job(UnownedJob, UnownedSerialExecutor, UnownedTaskExecutor)
    case body(@Sendable () -> Void)
  }

  private enum Timer {
    /// It has a number, and is not set yet.
    case reserved
    case cancelled
    /// What to do, and whether the time was reached or it was cancelled.
    case set(ContinuousClock.Instant, @Sendable (_ isOver: Bool) -> Void)
  }

  private struct State {
    var items: [Item] = []
    var timers: [Int: Timer] = [:]
    /// No timer is due before, so that a turn of the thread need not look through them; `nil` where one went.
    var firstDue: ContinuousClock.Instant?
    /// A timer was set since the thread looked last.
    var hasNewTimer = false
    var lastTimer = 0
    var isRunning = false
    var hasEnded = false
    /// The thread sleeps, or is about to: only then it has to be woken.
    var isSleeping = false
    var pass: WorkThread.Pass?
    var news: (@Sendable () -> Bool)?
  }

  private let name: StaticString
  private let state = Mutex(State())
  private let wakeUp = WakeUp()
  /// The thread, once it runs.
  private let thread = Atomic<UInt>(0)

  init(name: StaticString) { self.name = name }

  func add(_ item: Item) {
    let (isFirst, sleeps) = state.withLock { state in
      state.items.append(item)
      return Self.begin(&state)
    }
    wakeWorker(isFirst, sleeps)
  }

  func setPass(_ pass: WorkThread.Pass?) {
    state.withLock { $0.pass = pass }
    wake()
  }

  func setNews(_ news: (@Sendable () -> Bool)?) {
    state.withLock { $0.news = news }
    wake()
  }

  var bell: Int32 { wakeUp.bell }

  func wake() {
    // Its own thread looks at everything before it sleeps.
    if !isCurrent { wakeUp.ring() }
  }

  func end() {
    state.withLock { $0.hasEnded = true }
    wakeUp.ring()
  }

  var isCurrent: Bool { thread.load(ordering: .relaxed) == Self.current }

  private static var current: UInt {
    #if canImport(Glibc)
      pthread_self()
    #else
      UInt(bitPattern: pthread_self())
    #endif
  }

  /// Whether the thread has to be started, and whether it sleeps.
  private static func begin(_ state: inout State) -> (isFirst: Bool, sleeps: Bool) {
    defer { (state.isRunning, state.isSleeping) = (true, false) }
    return (!state.isRunning, state.isSleeping)
  }

  private func wakeWorker(_ isFirst: Bool, _ sleeps: Bool) {
    if isFirst { start() }
    if sleeps { wake() }
  }

  // MARK: Timers

  func reserveTimer() -> Int {
    state.withLock { state in
      state.lastTimer += 1
      state.timers[state.lastTimer] = .reserved
      return state.lastTimer
    }
  }

  func setTimer(
    _ id: Int, at time: ContinuousClock.Instant, _ body: @escaping @Sendable (Bool) -> Void
  ) {
    let begun = state.withLock { state -> (isFirst: Bool, sleeps: Bool)? in
      guard case .reserved = state.timers[id] else {
        state.timers[id] = nil
        return nil
      }
      state.timers[id] = .set(time, body)
      state.hasNewTimer = true
      if let first = state.firstDue { state.firstDue = min(first, time) }
      return Self.begin(&state)
    }
    guard let begun else { return body(false) }
    wakeWorker(begun.isFirst, begun.sleeps)
  }

  func cancelTimer(_ id: Int) {
    let timer = state.withLock { state in
      let timer = state.timers[id]
      if case .reserved = timer { state.timers[id] = .cancelled }
      if case .set = timer { (state.timers[id], state.firstDue) = (nil, nil) }
      return timer
    }
    if case .set(_, let body) = timer { body(false) }
  }

  /// Does what is due; the time until the next.
  private func runTimers() -> Duration? {
    let now = ContinuousClock.now
    // Most turns of a thread come before its first timer is due.
    let first = state.withLock { state in
      state.hasNewTimer = false
      return state.firstDue
    }
    if let first, now < first { return first - now }
    let (due, next) = state.withLock { state in
      var due: [(at: ContinuousClock.Instant, id: Int, body: @Sendable (Bool) -> Void)] = []
      state.firstDue = nil
      for case (let id, .set(let time, let body)) in state.timers {
        if time <= now {
          due.append((time, id, body))
        } else {
          state.firstDue = min(state.firstDue ?? time, time)
        }
      }
      for timer in due { state.timers[timer.id] = nil }
      return (due, state.firstDue)
    }
    guard !due.isEmpty else { return next.map { $0 - now } }
    for timer in due.sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) }) { timer.body(true) }
    return .zero
  }

  // MARK: The thread

  func runHere(_ begin: () -> Void) -> Never {
    let isFirst = state.withLock { state in
      defer { state.isRunning = true }
      return !state.isRunning
    }
    precondition(isFirst, "its thread runs already")
    begin()
    while true { work() }
  }

  private func start() {
    let queue = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { queue in
          if let queue { Unmanaged<WorkQueue>.fromOpaque(queue).takeRetainedValue().begin() }
          return nil
        }, queue)
      precondition(code == 0, "no thread can be made: \(String(cString: strerror(code)))")
      pthread_detach(thread)
    #else
      var thread: pthread_t?
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      // As on Linux; macOS would give half a megabyte.
      pthread_attr_setstacksize(&attributes, 8 << 20)
      let code = pthread_create(
        &thread, &attributes,
        { queue in
          Unmanaged<WorkQueue>.fromOpaque(queue).takeRetainedValue().begin()
          return nil
        }, queue)
      precondition(code == 0, "no thread can be made: \(String(cString: strerror(code)))")
      if let thread { pthread_detach(thread) }
    #endif
  }

  private func begin() {
    // A peer that is gone is an error of the write, told by libcurl, and no end of the program.
    var broken = sigset_t()
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &broken, nil)
    showName()
    work()
  }

  private func showName() {
    name.withUTF8Buffer { name in
      #if canImport(Glibc)
        // `pthread_setname_np` is for C alone; this is the same field.
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, name.baseAddress, name.count)
        close(file)
      #else
        _ = UnsafeRawPointer(name.baseAddress).map {
          pthread_setname_np($0.assumingMemoryBound(to: CChar.self))
        }
      #endif
    }
  }

  /// Works until the executor is gone.
  private func work() {
    thread.store(Self.current, ordering: .relaxed)
    var items: [Item] = []
    while true {
      state.withLock { state in
        swap(&items, &state.items)
        state.isSleeping = false
      }
      let hadItems = !items.isEmpty
      items.reverse()
      // What an item held is let go before the next one runs.
      while let item = items.popLast() {
        switch item {
        case .job(let job, let actor, let task):
          job.runSynchronously(isolatedTo: actor, taskExecutor: task)
        case .body(let body): body()
        }
      }
      if hadItems { continue }
      let limit = runTimers()
      if limit == .zero { continue }
      let (isIdle, hasEnded, turn, news) = state.withLock { state in
        // Another thread that sets a timer from here on wakes this one; a moment before, it could not.
        state.isSleeping = state.items.isEmpty && !state.hasNewTimer
        return (state.isSleeping, state.hasEnded, state.pass, state.news)
      }
      guard isIdle else { continue }
      if hasEnded { return }
      if let news, news() { continue }
      if let turn { turn(wakeUp, limit) } else { wakeUp.wait(limit) }
    }
  }
}
