import Foundation
import Support
import Testing

@testable import App
@testable import Engine

@Suite("Energy of this machine", .limit(minutes: 1))
struct EnergyCounterTests {
  private final class Counters {
    let folder = NSTemporaryDirectory() + "codex-tui-rapl-\(UUID().uuidString)"
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func set(_ name: String, _ count: Int, range: Int = 262_143_328_850) throws {
      let package = "\(folder)/\(name)"
      try FileManager.default.createDirectory(
        atPath: package, withIntermediateDirectories: true)
      try "\(count)\n".write(toFile: package + "/energy_uj", atomically: true, encoding: .utf8)
      try (name == "intel-rapl:2" ? "psys\n" : "package-0\n").write(
        toFile: package + "/name", atomically: true, encoding: .utf8)
      try "\(range)\n".write(
        toFile: package + "/max_energy_range_uj", atomically: true, encoding: .utf8)
    }

    func counter(
      _ environment: [String: String] = [:], _ tool: ToolRunner = .none,
      clock: ManualClock = ManualClock()
    ) -> EnergyCounter {
      EnergyCounter(
        environment: environment, tool: tool, timer: Timekeeper(clock), folder: folder)
    }
  }

  @Test("The packages' counters add up, and may begin anew")
  func packages() async throws {
    let counters = Counters()
    try counters.set("intel-rapl:0", 1_000_000)
    try counters.set("intel-rapl:0:0", 5)
    try counters.set("intel-rapl:1", 9_000_000, range: 10_000_000)
    try counters.set("intel-rapl:2", 10_000_000)
    let end = await counters.counter().begin()
    try counters.set("intel-rapl:0", 4_000_000)
    try counters.set("intel-rapl:0:0", 9_000_000)
    try counters.set("intel-rapl:2", 90_000_000)
    try counters.set("intel-rapl:1", 500_000, range: 10_000_000)
    #expect(await end() == 4.5)
  }

  @Test("A machine that tells nothing has no figure")
  func none() async {
    #expect(await Counters().counter().begin()() == nil)
  }

  @Test("Cards' power over the time that went by")
  func cards() async throws {
    let bin = NSTemporaryDirectory() + "codex-tui-smi-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: bin) }
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    try "#!/bin/sh\n".write(toFile: bin + "/nvidia-smi", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: bin + "/nvidia-smi")
    let tool = ToolRunner(
      find: { () throws(EngineError) in bin + "/nvidia-smi" },
      run: { _, _, output throws(EngineError) in
        await output(.standard(Array("150.5\n49.50\n[N/A]\n".utf8)))
        return 0
      })
    let clock = ManualClock()
    let end = await Counters().counter(["PATH": bin], tool, clock: clock).begin()
    try await clock.someoneSleeps()
    clock.advance(by: .milliseconds(400))
    #expect(await end() == 80)
  }
}
