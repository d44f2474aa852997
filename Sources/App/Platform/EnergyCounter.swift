import Engine
import Synchronization

/// How much energy this machine uses: the processor's own counters, and the power of NVIDIA's cards.
///
/// Linux tells the processor's energy by RAPL, in microjoules, in files that many systems let only root read
/// (docs.kernel.org/power/powercap/powercap.html). `nvidia-smi` tells the cards' power in watts, which is asked for again
/// and again.
struct EnergyCounter: Sendable {
  let environment: [String: String]
  let tool: ToolRunner
  let timer: Timekeeper
  /// Where Linux shows the counters.
  var folder = "/sys/class/powercap"

  private static let interval = Duration.milliseconds(500)

  /// Counts from now until its result is called, which tells the joules; `nil` where this machine does not.
  @Sendable func begin() async -> @Sendable () async -> Double? {
    let watts = Watts()
    let start = (at: timer.now, packages: packages())
    let sampling = Task {
      while !Task.isCancelled, let power = await cards() {
        watts.samples.withLock { $0.append(power) }
        guard (try? await timer.sleep(Self.interval)) != nil else { return }
      }
    }
    return {
      let (end, packages) = (timer.now, packages())
      sampling.cancel()
      await sampling.value
      let samples = watts.samples.withLock(\.self)
      let processor = Self.joules(start.packages, packages)
      guard !samples.isEmpty else {
        // Without its cards a machine's figure would look better than it is.
        return SearchPath.program("nvidia-smi", environment) == nil ? processor : nil
      }
      let mean = samples.reduce(0, +) / Double(samples.count)
      return (processor ?? 0) + mean * ((end - start.at) / .seconds(1))
    }
  }

  private final class Watts: Sendable {
    let samples = Mutex<[Double]>([])
  }

  // MARK: The processor

  private struct Package: Sendable {
    /// Microjoules, and where the counter begins anew.
    var count: UInt64
    var range: UInt64
  }

  /// By name; `intel-rapl:0` is a whole package, on AMD's processors as well, `intel-rapl:0:0` a part of it.
  private func packages() -> [String: Package] {
    var packages: [String: Package] = [:]
    for number in 0..<8 {
      let name = "intel-rapl:\(number)"
      // `psys` beside it counts the same once more.
      guard let label = text(name + "/name") else { break }
      guard label.hasPrefix("package"), let count = number64(name + "/energy_uj") else { continue }
      packages[name] = Package(count: count, range: number64(name + "/max_energy_range_uj") ?? 0)
    }
    return packages
  }

  private func text(_ name: String) -> String? {
    guard let bytes = try? TextFile.read("\(folder)/\(name)") else { return nil }
    return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
  }

  private func number64(_ name: String) -> UInt64? { text(name).flatMap { UInt64($0) } }

  private static func joules(_ start: [String: Package], _ end: [String: Package]) -> Double? {
    let parts = start.compactMap { name, before -> Double? in
      guard let after = end[name] else { return nil }
      let range = before.range
      if after.count >= before.count { return Double(after.count - before.count) }
      return range > before.count ? Double(after.count + (range - before.count)) : nil
    }
    return parts.isEmpty ? nil : parts.reduce(0, +) / 1e6
  }

  // MARK: Cards

  private func cards() async -> Double? {
    guard let path = SearchPath.program("nvidia-smi", environment),
      let text = await tool.output(
        of: path, ["--query-gpu=power.draw", "--format=csv,noheader,nounits"])
    else { return nil }
    let watts = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
      .compactMap { Double($0.filter { !$0.isWhitespace }) }.filter { (0...10_000).contains($0) }
    return watts.isEmpty ? nil : watts.reduce(0, +)
  }
}
