#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What slows this machine down as a whole: counted since it started, or between two moments.
package struct MachineStrain: Equatable, Sendable {
  /// Bytes that were read back from swap; `nil` where the system does not tell.
  package var swappedIn: Int?
  /// How often the processor slowed itself down because it was too hot.
  package var throttles: Int?

  package init(swappedIn: Int? = nil, throttles: Int? = nil) {
    self.swappedIn = swappedIn
    self.throttles = throttles
  }

  /// Two small files on Linux (docs.kernel.org/filesystems/proc.html; Intel's processors tell how often they throttled);
  /// nothing elsewhere.
  ///
  /// - Parameter root: in front of `/proc` and `/sys`.
  package static func now(root: String = "") -> MachineStrain {
    MachineStrain(
      swappedIn: line("\(root)/proc/vmstat", after: "pswpin ").map { $0 * Int(getpagesize()) },
      throttles: line(
        "\(root)/sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count", after: ""))
  }

  /// What came since an earlier moment; `nil` where nothing did.
  func since(_ start: MachineStrain) -> MachineStrain? {
    func difference(_ path: KeyPath<MachineStrain, Int?>) -> Int? {
      guard let now = self[keyPath: path], let before = start[keyPath: path], now > before else {
        return nil
      }
      return now - before
    }
    let strain = MachineStrain(
      swappedIn: difference(\.swappedIn), throttles: difference(\.throttles))
    return strain == MachineStrain() ? nil : strain
  }

  private static func line(_ path: String, after name: String) -> Int? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix(name) else { continue }
      return Figure.bytes.count(Double(text.dropFirst(name.count).filter { !$0.isWhitespace }))
    }
    return nil
  }
}
