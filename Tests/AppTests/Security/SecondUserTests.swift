import Engine
import Foundation
import Support
import Testing

@testable import App

/// What another user of this machine can do. Only root can become one, so it is tried where the tests are root's.
@Suite("Another user gets nothing", .limit(minutes: 1))
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
      arguments: ["sessions"], environment: ["HOME": base, "XDG_STATE_HOME": base])
    let outcome = try await run.outcome()
    #expect((outcome.out + outcome.error).contains("belongs to another user (65533)"), "\(outcome)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: base + "/codex-tui") == [])
  }

  @Test(
    "A port of this machine that another user opened is told",
    .enabled(
      if: isRoot && FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "needs root"))
  func port() async throws {
    let serve = """
      import http.server, sys
      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
      print(server.server_address[1], flush=True)
      server.serve_forever()
      """
    let home = NSTemporaryDirectory() + "codex-tui-second-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let run = ProgramRun(
      arguments: [], environment: ["HOME": home, "SERVE": serve, "CODEX_HOME": home])
    let outcome = try await run.outcome(
      script: """
        mkfifo "$HOME/port"
        cd / && setpriv --reuid=65533 --regid=65533 --clear-groups \
          python3 -c "$SERVE" >"$HOME/port" 2>/dev/null & server=$!
        read port <"$HOME/port"
        printf '[model_providers.box]\\nname="box"\\nbase_url="http://127.0.0.1:%s/v1"\\n' "$port" >"$HOME/config.toml"
        printf '[profiles.box]\\nmodel_provider="box"\\nmodel="m"\\n' >>"$HOME/config.toml"
        "$@" exec -p box hello; kill $server
        """)
    #expect(outcome.error.contains("answered by a program of user 65533"), "\(outcome)")
  }
}
