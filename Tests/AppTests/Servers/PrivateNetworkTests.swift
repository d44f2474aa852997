import Foundation
import Support
import Testing

@testable import App

/// The built program and a server at a private address, in a network of the test's own.
@Suite(
  "A private network", .limit(minutes: 2),
  .enabled(if: PrivateNetwork.isAllowed, PrivateNetwork.words))
struct PrivateNetworkTests {
  @Test(
    "A server at a private address shows every state of its warm-up, its models and its answers")
  func neighbour() async throws {
    let home = NSTemporaryDirectory() + "codex-tui-lan-\(UUID().uuidString.prefix(8))"
    let folder = home + "/.config/codex-tui"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    try """
    [model_providers.desk]
    name = "desk"
    base_url = "http://192.168.77.5:1234"
    [profiles.desk]
    model_provider = "desk"
    model = "openai/gpt-oss-20b"
    """.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    try """
    save offline.txt
    until shows  %
    save loading.txt
    until ready
    type why is the sky blue
    key enter
    until busy
    until idle
    key f3
    until shows GPT-OSS 20B
    save models.txt
    key esc
    type /local-only on
    key enter
    type secret
    key enter
    """.write(toFile: home + "/script", atomically: true, encoding: .utf8)
    var run = ProgramRun(
      arguments: ["--script", home + "/script", "--size", "100x30", "--save-screen", "end.txt"])
    run.environment = ["HOME": home]
    let outcome = try await run.outcome(script: PrivateNetwork.script(in: home))
    #expect(outcome.code == 0, "\(outcome.error)")
    func picture(_ name: String) throws -> String {
      try String(contentsOfFile: home + "/" + name, encoding: .utf8)
    }
    #expect(try picture("loading.txt").contains("LAN → 192.168.77.5:1234"))
    #expect(try picture("loading.txt").firstMatch(of: /loading \d+ %/) != nil)
    let models = try picture("models.txt")
    #expect(models.contains("● loaded   desk"))
    #expect(models.contains("○ on disk  desk"))
    let end = try picture("end.txt")
    #expect(end.contains("local-only: this would go to 192.168.77.5:1234"))
    #expect(end.contains("locked » secret"))
  }
}

/// A network namespace with one private address.
enum PrivateNetwork {
  static let words: Comment = "this system lets tests make no network of their own"

  /// Asked once, by making one.
  static let isAllowed: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "unshare -rn ip addr add 192.168.77.5/24 dev lo 2>/dev/null"]
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// The program over a simulated server, both inside; the server ends with it.
  static func script(in folder: String) -> String {
    """
    cd \(folder); exec unshare -rn sh -c '
      ip link set lo up; ip addr add 192.168.77.5/24 dev lo
      mkfifo listening; exec 3<>listening
      "$1" simulate --host 192.168.77.5 --speed 4 >&3 & server=$!
      read address <&3
      "$@"; code=$?
      kill $server; exit $code' sh "$@"
    """
  }
}
