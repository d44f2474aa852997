import Foundation
import Support
import TUI

/// The built program on a terminal of its own.
///
/// All waiting is for an event, on a thread of its own; the limit is for a program that hangs.
final class ProgramInTerminal: Sendable {
  let process: pid_t
  /// The modes of the line before the program had it.
  let before: [UInt32]
  /// Kept open, so that the terminal outlives the program and can be looked at.
  private let inner: Int32
  private let watched: WatchedTerminal
  /// Ends when the last process of the program's family has ended.
  private let life: Int32

  struct Failed: Error { var call: String; var code: Int32 }

  /// - Parameters:
  ///   - isLeader: the terminal is its session's own, which then hears of a hangup by SIGHUP.
  ///   - script: where `"$@"` stands for the program and its arguments.
  init(
    _ arguments: [String], environment: [String: String], isLeader: Bool = true,
    script: String = "exec \"$@\""
  ) throws {
    let size = Size(columns: 100, rows: 30)
    var (outer, inner): (Int32, Int32) = (-1, -1)
    var window = winsize(
      ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&outer, &inner, &name, nil, &window) == 0 else {
      throw Failed(call: "openpty", code: errno)
    }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failed(call: "pipe", code: errno) }
    for descriptor in [outer, inner] + ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    (self.inner, life) = (inner, ends[0])
    before = Self.modes(inner)
    process = try Self.start(
      ["sh", "-c", script, "sh", ProgramRun.path] + arguments, environment, terminal: name,
      life: ends[1], isLeader: isLeader)
    Foundation.close(ends[1])
    watched = WatchedTerminal(outer, size)
  }

  private static func start(
    _ words: [String], _ environment: [String: String], terminal: [CChar], life: Int32,
    isLeader: Bool
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session's leader that opens a terminal gets it as its own.
    posix_spawn_file_actions_addopen(
      &actions, 0, terminal, O_RDWR | (isLeader ? 0 : O_NOCTTY), 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let kept: Int32 = 9
    posix_spawn_file_actions_adddup2(&actions, life, kept)
    // What other tests have open at this moment is nothing to the child.
    for descriptor in Int32(3)..<4096 where descriptor != kept {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The C macro POSIX_SPAWN_SETSID, which Swift does not see.
    posix_spawnattr_setflags(&attributes, 0x80)
    var variables = environment
    variables.merge(
      ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8"]
    ) { own, _ in own }
    variables["SWIFT_BACKTRACE"] = "enable=no"
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    var argv = words.map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var id = pid_t()
    let code = posix_spawn(&id, "/bin/sh", &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw Failed(call: "posix_spawn", code: code) }
    return id
  }

  // MARK: Looking and typing

  /// Waits until the screen shows these words.
  func shows(_ words: String) async -> Bool {
    await onThread { self.watched.wait { $0.contains(words) } }
  }

  /// Waits until a prompt goes to the model. The word is looked for in the status bar, behind a gap: before that, the panes
  /// say that a prompt goes out "as soon as it is ready", and keys mean something else.
  func isReady() async -> Bool { await shows("   ready") }

  var picture: String { watched.picture }
  var output: String { watched.output }
  func type(_ text: String) { watched.type(text) }

  /// What is not as it was before the program had the terminal.
  var traces: [String] {
    (Self.modes(inner) == before ? [] : ["modes of the line"]) + watched.traces
  }

  /// The same after the last byte; the terminal is not read afterwards.
  func lastTraces() async -> [String] {
    let isChanged = Self.modes(inner) != before
    Foundation.close(inner)
    guard await onThread({ self.watched.waitForEnd() }) else { return ["a process still holds it"] }
    return (isChanged ? ["modes of the line"] : []) + watched.traces
  }

  /// The terminal is read no more, and nothing more can be written to it.
  func freeze() {
    watched.freeze()
    // Of this end only: the program opened the terminal by its name.
    _ = fcntl(inner, F_SETFL, O_NONBLOCK)
    var room = pollfd(fd: inner, events: Int16(POLLOUT), revents: 0)
    // The kernel moves what is written on to the other end, and then has room once more.
    repeat { while write(inner, "x", 1) == 1 {} } while poll(&room, 1, 200) == 1
  }

  /// The modes of the line are as they were.
  var hasLineBack: Bool { Self.modes(inner) == before }

  /// Closes the terminal under the program, as a window that is closed.
  func hangUp() {
    watched.close()
    Foundation.close(inner)
  }

  /// Waits for the end of everything that was started; how the first process ended, as a shell says
  /// it: 128 and the signal's number. `nil`: it did not end.
  func ended() async -> Int32? {
    await onThread { [process, life] in
      var poll = pollfd(fd: life, events: Int16(POLLIN), revents: 0)
      let isOver = Foundation.poll(&poll, 1, WatchedTerminal.patience * 1000) == 1
      if !isOver { kill(-process, SIGKILL) }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      guard isOver else { return nil }
      let signal = status & 0x7F
      return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
  }

  func close() {
    watched.close()
    Foundation.close(life)
  }

  private func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }

  /// As `stty -a` tells them: every flag, every character, the speeds.
  private static func modes(_ descriptor: Int32) -> [UInt32] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    let characters = withUnsafeBytes(of: &modes.c_cc) { $0.map { UInt32($0) } }
    return [
      UInt32(modes.c_iflag), UInt32(modes.c_oflag), UInt32(modes.c_cflag), UInt32(modes.c_lflag),
      UInt32(cfgetispeed(&modes)), UInt32(cfgetospeed(&modes)),
    ] + characters
  }
}
