#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of this machine. What a graphics card has of its own is not in it.
package enum MachineMemory {
  /// Bytes that a program could take now without pushing others out; `nil` where the system does not tell.
  package static func free() -> Int? {
    #if canImport(Glibc)
      guard let file = fopen("/proc/meminfo", "re") else { return nil }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        if let found = available(in: String(decoding: text, as: UTF8.self)) { return found }
      }
      return nil
    #else
      // What macOS calls free leaves out what it would give back at once.
      return nil
    #endif
  }

  /// `MemAvailable:    9123456 kB`
  static func available(in line: String) -> Int? {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, words[0] == "MemAvailable:", words[2] == "kB" else { return nil }
    return Int(words[1]).map { $0 * 1024 }
  }
}

extension Int {
  /// Bytes as people write them of models: `2.5 GB`, in powers of ten.
  package var inGigabytes: String {
    let tenths = (Double(self) / 100_000_000).rounded()
    return "\(Int(tenths) / 10).\(Int(tenths) % 10) GB"
  }
}
