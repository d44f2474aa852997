import Foundation

/// The machine's uptime, on the scale of a flood's stamps.
enum Clock {
  /// Nanoseconds.
  static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  static func milliseconds(since start: UInt64) -> Double { Double(now &- start) / 1e6 }
}
