/// One sequence after `ESC [`, taken apart: `<0;12;3M`, `1;5A`, `97:65;6u`.
struct ControlSequence: Equatable {
  /// `<`, `=`, `>` or `?`, when the first byte is one: the terminal's private sequences.
  let prefix: UInt8?
  /// Parameters with their sub-parameters; a missing number is `nil`.
  let parameters: [[Int?]]
  /// Bytes 0x20…0x2f before the last one, as in `?2026;2$y`.
  let intermediates: [UInt8]
  let final: UInt8

  /// - Parameter body: everything between `ESC [` and the final byte.
  init(body: [UInt8], final: UInt8) {
    var rest = body[...]
    if let first = rest.first, (0x3c...0x3f).contains(first) {
      prefix = first
      rest = rest.dropFirst()
    } else {
      prefix = nil
    }
    let end = rest.firstIndex { (0x20...0x2f).contains($0) } ?? rest.endIndex
    intermediates = Array(rest[end...])
    parameters =
      end == rest.startIndex
      ? []
      : rest[..<end].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
        $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number)
      }
    self.final = final
  }

  /// The value of a parameter, or `standard` when it is missing or empty.
  func value(_ index: Int, standard: Int) -> Int {
    subvalue(index, 0) ?? standard
  }

  func subvalue(_ index: Int, _ part: Int) -> Int? {
    guard parameters.indices.contains(index), parameters[index].indices.contains(part) else {
      return nil
    }
    return parameters[index][part]
  }

  /// Seven digits are more than any terminal sends; longer ones are noise.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 7 else { return nil }
    var value = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}
