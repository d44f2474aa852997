/// A JSON value as it was written: members keep their order, integers stay integers.
///
/// Reading is tolerant, because servers are not exact: `null` counts as absent, an integer serves
/// where a fraction is wanted, and a boolean where a number is wanted (`"top_p": false`, LM Studio
/// 0.4) is simply no number. Numbers are given out as figures of a kind only, within its bounds.
package enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  /// A string that begins or ends with half of a surrogate pair, as a piece of a stream may.
  case cutString(CutText)
  case array([JSON])
  case object([Member])

  package struct Member: Equatable, Sendable {
    package var key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }
}

extension JSON {
  /// Reads one JSON text; `nil` when the bytes are none, or more than one.
  package init?(parsing bytes: [UInt8]) {
    self.init(parsing: bytes[...])
  }

  package init?(parsing bytes: ArraySlice<UInt8>) {
    let value = bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer)
      return parser.document()
    }
    guard let value else { return nil }
    self = value
  }

  package init?(parsing text: String) {
    self.init(parsing: Array(text.utf8))
  }
}

extension JSON {
  package var string: String? {
    switch self {
    case .string(let text): text
    case .cutString(let text): text.whole
    case .null, .bool, .int, .double, .array, .object: nil
    }
  }

  /// A text as one piece of a longer one, whose ends may be halves of a character.
  package var piece: CutText? {
    switch self {
    case .string(let text): CutText(text)
    case .cutString(let text): text
    case .null, .bool, .int, .double, .array, .object: nil
    }
  }

  package var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// A number that is a name, such as a turn's: whole, of any size. No figure to reckon with.
  package var identity: Int? {
    if case .int(let number) = self { number } else { nil }
  }

  package var array: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var object: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A member of an object; `nil` when it is absent, `null`, or this is no object.
  ///
  /// Of a key written twice the last counts. Setting `nil` removes the member; setting a value on
  /// something else than an object does nothing.
  package subscript(key: String) -> JSON? {
    get {
      guard case .object(let members) = self,
        let member = members.last(where: { $0.key == key }), member.value != .null
      else { return nil }
      return member.value
    }
    set {
      guard case .object(var members) = self else { return }
      self = .null
      if let index = members.lastIndex(where: { $0.key == key }) {
        if let newValue { members[index].value = newValue } else { members.remove(at: index) }
      } else if let newValue {
        members.append(Member(key, newValue))
      }
      self = .object(members)
    }
  }

  /// An element of an array; `nil` when there is none or it is `null`.
  package subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index),
      elements[index] != .null
    else { return nil }
    return elements[index]
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .string(text) }
  package init(integerLiteral number: Int) { self = .int(number) }
  package init(floatLiteral number: Double) { self = .double(number) }
  package init(booleanLiteral flag: Bool) { self = .bool(flag) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}
