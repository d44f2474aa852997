import Engine
import Foundation

extension FuzzTarget {
  /// Ours against Foundation's. Ours takes more on purpose (controls in strings, broken UTF-8, half
  /// surrogates), so what it read is written out again before Foundation is asked.
  static let json = FuzzTarget("json", seeds: [".json", ".ndjson"]) { bytes in
    let mine = JSON(parsing: bytes)
    if let mine {
      try requireEqual(
        JSON(parsing: mine.bytes)?.bytes, mine.bytes, "what was written reads differently")
      try require(SecondOpinion.read(mine.bytes) != nil, "Foundation refuses \(mine.text)")
    }
    guard SecondOpinion.isPlain(bytes), let other = SecondOpinion.read(bytes) else { return }
    guard let mine else {
      // Foundation forgives a comma before the closing bracket.
      return try require(SecondOpinion.hasLooseComma(bytes), "only Foundation reads it")
    }
    try SecondOpinion.agree(mine, other)
  }
}

enum SecondOpinion {
  static func read(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
  }

  /// UTF-8 without a mark of its kind, nested less deep than we read: Foundation guesses at other
  /// encodings, and stops at other depths.
  static func isPlain(_ bytes: [UInt8]) -> Bool {
    let depth = bytes.reduce(0) {
      $0 + ($1 == UInt8(ascii: "[") || $1 == UInt8(ascii: "{") ? 1 : 0)
    }
    return !bytes.contains(0) && !bytes.starts(with: [0xEF]) && !bytes.starts(with: [0xFE])
      && !bytes.starts(with: [0xFF]) && depth < 200
      && String(validating: bytes, as: UTF8.self) != nil
  }

  static func hasLooseComma(_ bytes: [UInt8]) -> Bool {
    let dense = bytes.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return zip(dense, dense.dropFirst()).contains { pair in
      pair.0 == UInt8(ascii: ",") && (pair.1 == UInt8(ascii: "}") || pair.1 == UInt8(ascii: "]"))
    }
  }

  static func agree(_ mine: JSON, _ other: Any) throws {
    switch mine {
    // Python's NaN is null here, and Foundation refuses it.
    case .null: try require(other is NSNull, "null, or \(other)?")
    case .bool(let flag): try require(other as? Bool == flag, "\(flag), or \(other)?")
    case .int(let number):
      try require((other as? NSNumber)?.doubleValue == Double(number), "\(number), or \(other)?")
    case .double(let number): try agree(number, other)
    case .string(let text):
      try require(
        (other as? String).map { $0.unicodeScalars.elementsEqual(text.unicodeScalars) } == true,
        "\(text.debugDescription), or \(other)?")
    case .cutString(let text): try agree(.string(text.whole), other)
    case .array(let elements):
      guard let others = other as? [Any], others.count == elements.count else {
        throw Finding(description: "an array, or \(other)?")
      }
      for (element, other) in zip(elements, others) { try agree(element, other) }
    case .object(let members):
      guard let others = other as? [String: Any] else {
        throw Finding(description: "an object, or \(other)?")
      }
      // Of a key written twice, in one normal form or two, Foundation may keep either.
      let keys = Set(members.map(\.key))
      guard keys.count == members.count else { return }
      try requireEqual(keys, Set(others.keys), "keys differ")
      for member in members {
        if let other = others[member.key] { try agree(member.value, other) }
      }
    }
  }

  private static func agree(_ number: Double, _ other: Any) throws {
    guard let found = (other as? NSNumber)?.doubleValue else {
      throw Finding(description: "\(number), or \(other)?")
    }
    // Foundation goes through Decimal at times, whose last digit may differ.
    let isClose = abs(found - number) <= abs(number) * 1e-14
    try require(found == number || isClose, "\(number), or \(found)?")
  }
}
