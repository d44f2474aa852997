import Foundation
import Support
import Testing

@testable import Engine

@Suite("What slows the machine down", .limit(minutes: 1))
struct MachineStrainTests {
  @Test("It is read where the system tells, and is nothing where it does not")
  func reading() throws {
    let root = NSTemporaryDirectory() + "codex-tui-strain-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let folder = root + "/sys/devices/system/cpu/cpu0/thermal_throttle"
    for path in [root + "/proc", folder] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try "pgpgin 9\npswpin 25\npswpout 7\n".write(
      toFile: root + "/proc/vmstat", atomically: true, encoding: .utf8)
    try "4\n".write(
      toFile: folder + "/package_throttle_count", atomically: true, encoding: .utf8)
    let strain = MachineStrain.now(root: root)
    #expect(strain.swappedIn == 25 * Int(getpagesize()) && strain.throttles == 4)
    #expect(MachineStrain.now(root: root + "/none") == MachineStrain())
  }

  @Test("Only what grew counts, from the request to the end of the reply")
  func difference() {
    let start = MachineStrain(swappedIn: 100, throttles: 4)
    #expect(MachineStrain(swappedIn: 150, throttles: 4).since(start) == .init(swappedIn: 50))
    #expect(start.since(start) == nil)
    #expect(MachineStrain().since(start) == nil)
  }

  @Test(
    "A reply from a server on this machine has it, one from elsewhere has not",
    arguments: ["localhost", "models.example"])
  func reply(_ host: String) async throws {
    let counter = Counter()
    let config = EngineFixture.box().replacing("localhost", with: host)
    let transport = StubTransport { request throws(EngineError) in
      request.method == .post
        ? .text(
          "data: {\"choices\":[{\"delta\":{\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
        )
        : .text(#"{"data":[{"id":"m"}]}"#)
    }
    let engine = try EngineFixture.engine(config, transport: transport) { services in
      services.strain = { MachineStrain(throttles: counter.next()) }
    }
    await engine.perform(.send(Prompt("why")))
    await engine.replyEnded()
    let reply = try #require(await engine.session.transcript.last?.reply)
    #expect(reply.text.string == "yes")
    #expect(reply.strain == (host == "localhost" ? MachineStrain(throttles: 1) : nil))
    await engine.shutdown()
  }
}
