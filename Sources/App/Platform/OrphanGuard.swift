import Engine
import Subprocess
import SystemPackage

/// Ends servers of tools when this program was killed and could not.
///
/// The end of its input is what ends a server, and a killed program closes that, too; but a server may not care. So a
/// shell waits beside us, is told the process group of each server, and sees by the end of its own input that we are gone.
/// (Linux could tie a child to its parent, but to the thread that started it, and threads come and go.)
actor OrphanGuard {
  static let shared = OrphanGuard()

  private var lines: AsyncStream<String>.Continuation?

  private static let script = """
    trap '' HUP INT TERM
    groups=
    while read -r sign group; do
      if [ "$sign" = + ]; then groups="$groups $group"; continue; fi
      kept=
      for one in $groups; do [ "$one" = "$group" ] || kept="$kept $one"; done
      groups=$kept
    done
    for signal in TERM KILL; do
      [ -n "$groups" ] || exit 0
      sleep 2
      for group in $groups; do kill -s "$signal" -- "-$group" 2>/dev/null; done
    done
    """

  func watch(_ group: Int32) {
    if lines == nil { start() }
    lines?.yield("+ \(group)\n")
  }

  /// It has ended.
  func forget(_ group: Int32) { lines?.yield("- \(group)\n") }

  private func start() {
    let (stream, feed) = AsyncStream<String>.makeStream()
    lines = feed
    Task {
      var options = PlatformOptions()
      // What the terminal sends its own group does not reach it.
      options.processGroupID = 0
      _ = try? await Subprocess.run(
        .path("/bin/sh"), arguments: ["-c", Self.script],
        environment: .exactly(ToolServerProcess.usual(Environment.current)),
        platformOptions: options, input: .inputWriter, output: .discarded, error: .discarded
      ) { execution in
        for await line in stream {
          do { _ = try await execution.standardInputWriter.write(line) } catch { return }
        }
      }
      // Where there is no shell, or it was killed, the next server gets another.
      self.stopped()
    }
  }

  private func stopped() { lines = nil }
}
