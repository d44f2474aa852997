import Synchronization

/// Values by numbers that fit into a cell or a line. The same value has the same number for as long as the program runs,
/// so that equal pictures are equal.
final class NumberTable<Value: Hashable & Sendable>: Sendable {
  private struct Known: Sendable {
    var values: [Value] = []
    var numbers: [Value: UInt16] = [:]
  }

  private let known = Mutex(Known())

  /// 0 where there are too many.
  func number(of value: Value) -> UInt16 {
    known.withLock { known in
      if let number = known.numbers[value] { return number }
      guard known.values.count < Int(UInt16.max) else { return 0 }
      known.values.append(value)
      let number = UInt16(known.values.count)
      known.numbers[value] = number
      return number
    }
  }

  /// `nil` for 0.
  func value(_ number: UInt16) -> Value? {
    guard number > 0 else { return nil }
    return known.withLock { known in
      known.values.count >= Int(number) ? known.values[Int(number) - 1] : nil
    }
  }
}
