/// The dotted name of one setting: `model`, `profiles."my own".model`.
package struct SettingPath: Hashable, Sendable, CustomStringConvertible {
  package var keys: [String]

  /// As many as a name in a file may have; each is a level of tables in tables.
  private static let mostKeys = 16

  package init(_ keys: [String]) { self.keys = keys }

  /// Reads a dotted name as TOML does, quotes included; `nil` when it holds no key.
  package init?(_ text: String) {
    guard !text.contains(where: \.isNewline) else { return nil }
    if let keys = Self.keys(text) {
      self.keys = keys
      return
    }
    // What TOML would want in quotes is still clear when nothing but dots divides it.
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !parts.contains(""), !text.contains("#"), parts.count <= Self.mostKeys else {
      return nil
    }
    keys = parts
  }

  private static func keys(_ text: String) -> [String]? {
    guard var value = try? TOMLValue.parse("\(text) = 0", source: "") else { return nil }
    var keys: [String] = []
    while let member = value.members?.first {
      keys.append(member.key)
      value = member.value
    }
    return keys.isEmpty ? nil : keys
  }

  package var description: String {
    keys.map { Self.isPlainView($0) ? $0 : "\"\($0)\"" }.joined(separator: ".")
  }

  /// As a file writes the heading of a table.
  var heading: String { "[\(self)]" }

  static func isPlainView(_ key: String) -> Bool {
    !key.isEmpty
      && key.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
          || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: "-")
      }
  }
}

extension TOMLValue {
  static func table(at place: Place) -> TOMLValue { TOMLValue(.table([]), at: place) }

  package subscript(path: SettingPath) -> TOMLValue? {
    path.keys.reduce(Optional(self)) { $0?[$1] }
  }

  /// A table that holds only this value, at a path below it.
  func nested(in path: SettingPath) -> TOMLValue {
    path.keys.reversed().reduce(self) { value, key in
      TOMLValue(.table([TOMLMember(key: key, place: place, value: value)]), at: place)
    }
  }

  /// This value with another laid under it: what is missing here is taken from there, at the end.
  func underlaid(by lower: TOMLValue) -> TOMLValue {
    guard case .table(var members) = content, let others = lower.members else { return self }
    for other in others {
      if let index = members.firstIndex(where: { $0.key == other.key }) {
        members[index].value = members[index].value.underlaid(by: other.value)
      } else {
        members.append(other)
      }
    }
    return TOMLValue(.table(members), at: place)
  }

  /// Only the members that pass.
  func filtered(_ isWanted: (TOMLMember) -> Bool) -> TOMLValue {
    TOMLValue(.table((members ?? []).filter(isWanted)), at: place)
  }

  /// The same value, everything in it coming from one place.
  func placed(at place: Place) -> TOMLValue {
    switch content {
    case .table(let members):
      let moved = members.map {
        TOMLMember(key: $0.key, place: place, value: $0.value.placed(at: place))
      }
      return TOMLValue(.table(moved), at: place)
    case .array(let values):
      return TOMLValue(.array(values.map { $0.placed(at: place) }), at: place)
    default: return TOMLValue(content, at: place)
    }
  }
}
