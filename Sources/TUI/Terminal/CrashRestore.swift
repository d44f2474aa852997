#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Gives the terminal back when the program dies: a Swift trap, a bad access, an abort, an exit
/// that was not planned.
///
/// The handler runs in a broken process, perhaps out of stack and holding any lock. So everything
/// it needs is made beforehand, it calls only `write`, `dup2`, `tcsetattr`, `tcflush`, `sigaction` and
/// `raise`, which POSIX allows there, and it has a stack of its own on every thread that asked for one.
/// Another thread may be drawing meanwhile: what it writes from now on goes nowhere. Handlers that were
/// there before, such as Swift's backtrace, get the signal next.
package enum CrashRestore {
  /// The last three until the loop listens to them itself: an end may be asked for at any moment.
  private static let signals = [
    SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT, SIGTERM, SIGHUP, SIGINT,
  ]

  private struct Plan {
    var isArmed = false
    /// The terminal, by a number that nothing else writes to.
    var terminal: Int32 = -1
    /// The numbers that pictures are written to.
    var drawing: (Int32, Int32) = (-1, -1)
    var nowhere: Int32 = -1
    var modes = termios()
    var bytes: UnsafeMutableRawBufferPointer = .init(start: nil, count: 0)
    /// The handlers before ours, by the number of the signal.
    var before: UnsafeMutablePointer<sigaction>
    /// Where a thread keeps its stack for the handler.
    var stack = pthread_key_t()
  }

  // A signal handler can take no argument of ours, so the plan hangs on a global; made once, never
  // freed, changed on the screen's thread, or on the one that ends the program in its place.
  nonisolated(unsafe) private static var plan: UnsafeMutablePointer<Plan>?

  /// From now on a crash writes `bytes` to the terminal and puts `modes` back.
  ///
  /// - Parameter drawing: the two numbers of the terminal that are written to, ours and ncurses'.
  @ScreenActor
  static func arm(drawing: (Int32, Int32), modes: termios, bytes: String) {
    let plan = Self.plan ?? install()
    disarm()
    plan.pointee.bytes.deallocate()
    plan.pointee.bytes = .allocate(byteCount: bytes.utf8.count, alignment: 1)
    plan.pointee.bytes.copyBytes(from: bytes.utf8)
    if plan.pointee.drawing != drawing {
      if plan.pointee.terminal >= 0 { close(plan.pointee.terminal) }
      plan.pointee.terminal = fcntl(drawing.0, F_DUPFD_CLOEXEC, 3)
      plan.pointee.drawing = drawing
    }
    plan.pointee.modes = modes
    plan.pointee.isArmed = true
  }

  /// The terminal is no longer ours to restore.
  @ScreenActor
  static func disarm() {
    plan?.pointee.isArmed = false
  }

  @ScreenActor
  private static func install() -> UnsafeMutablePointer<Plan> {
    let before = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    before.initialize(repeating: sigaction(), count: 65)
    let made = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    made.initialize(to: Plan(before: before))
    made.pointee.nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    // Called at the end of a thread that was covered.
    pthread_key_create(&made.pointee.stack) { @Sendable stack in
      var none = stack_t()
      none.ss_flags = Int32(SS_DISABLE)
      sigaltstack(&none, nil)
      free(stack)
    }
    plan = made
    coverThread()
    for signal in signals {
      var action = sigaction(
        calling: { @Sendable in CrashRestore.handle($0) },
        flags: Int32(SA_ONSTACK) | Int32(SA_NODEFER))
      sigaction(signal, &action, before + Int(signal))
    }
    atexit { @Sendable in CrashRestore.restore() }
    return made
  }

  /// 64 KiB: a handler's frame with all vector registers is 11 KiB on newer processors.
  private static let stackSize = 64 * 1024

  /// Gives the calling thread a stack for the handler, so that even one that has used up its own
  /// leaves the terminal in order. The screen's own has one from the beginning.
  static func coverThread() {
    guard let plan, pthread_getspecific(plan.pointee.stack) == nil else { return }
    var stack = stack_t()
    stack.ss_sp = malloc(stackSize)
    stack.ss_size = stackSize
    guard sigaltstack(&stack, nil) == 0 else { return free(stack.ss_sp) }
    pthread_setspecific(plan.pointee.stack, stack.ss_sp)
  }

  private static func handle(_ signal: Int32) {
    restore()
    if let plan { sigaction(signal, plan.pointee.before + Int(signal), nil) }
    raise(signal)
  }

  /// A crash would have something to put back.
  package static var isArmed: Bool { plan?.pointee.isArmed ?? false }

  /// Puts back what can be put back without waiting for a terminal that takes nothing.
  package static func restoreWithoutWaiting() {
    guard let plan, plan.pointee.isArmed else { return }
    if !TerminalWait.canWrite(plan.pointee.terminal, within: 0) {
      plan.pointee.bytes = .init(start: nil, count: 0)
    }
    restore()
  }

  private static func restore() {
    guard let plan, plan.pointee.isArmed else { return }
    plan.pointee.isArmed = false
    dup2(plan.pointee.nowhere, plan.pointee.drawing.0)
    dup2(plan.pointee.nowhere, plan.pointee.drawing.1)
    // Writing nothing would still wait for the thread that is writing.
    if plan.pointee.bytes.count > 0 {
      _ = write(plan.pointee.terminal, plan.pointee.bytes.baseAddress, plan.pointee.bytes.count)
    }
    tcsetattr(plan.pointee.terminal, TCSANOW, &plan.pointee.modes)
    tcflush(plan.pointee.terminal, TCIFLUSH)
  }
}
