import Engine
import Foundation
import Testing

@testable import App

/// What another user of this machine can do. Only root can become one, so it is tried where the tests are root's.
@Suite("Another user gets nothing", .timeLimit(.minutes(1)))
struct SecondUserTests {
  private static let isRoot = geteuid() == 0

  /// Runs the rest of the script as the user with the last number, who owns nothing.
  private static func asOther(_ script: String, _ home: String) async throws -> ProgramRun.Outcome {
    try await ProgramRun(arguments: [home], environment: ["HOME": home]).outcome(
      script: """
        home=$2; exec setpriv --reuid=65533 --regid=65533 --clear-groups sh -c '\(script)' sh "$1" "$home"
        """)
  }

  @Test("Nothing that is kept can be read, replaced or listed", .enabled(if: isRoot, "needs root"))
  func files() async throws {
    let place = try await KeptPlace()
    defer { place.remove() }
    chmod(place.home, 0o755)
    let talk = ProgramRun(
      arguments: ["--linear", "--demo", "--record", place.home + "/record"],
      environment: ["HOME": place.home, "CODEX_TUI_LOG": "debug"])
    #expect(try await talk.outcome(script: "umask 0; exec \"$@\"").code == 0)
    let names = try FileManager.default.subpathsOfDirectory(atPath: place.home)
    #expect(names.contains { $0.hasSuffix(".sqlite") } && names.contains("record"))
    let outcome = try await Self.asOther(
      """
      for file in "$2"/record "$2"/.local/state/codex-tui/* ; do cat "$file" 2>/dev/null; done
      ls "$2"/.local/state/codex-tui 2>/dev/null
      touch "$2"/.local/state/codex-tui/x 2>/dev/null || echo refused
      """, place.home)
    #expect(outcome.out.trimmingCharacters(in: .whitespacesAndNewlines) == "refused", "\(outcome)")
  }

  @Test(
    "A state folder that another user made first is not used", .enabled(if: isRoot, "needs root"))
  func folderMadeFirst() async throws {
    let base = NSTemporaryDirectory() + "codex-tui-second-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: base) }
    chmod(base, 0o1777)
    _ = try await Self.asOther("mkdir -m 755 \"$2\"/codex-tui", base)
    let run = ProgramRun(
      arguments: ["--linear", "--demo"],
      environment: ["HOME": base, "XDG_STATE_HOME": base])
    let outcome = try await run.outcome()
    #expect((outcome.out + outcome.error).contains("belongs to another user (65533)"), "\(outcome)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: base + "/codex-tui") == [])
  }
}
