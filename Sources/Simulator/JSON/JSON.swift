/// A JSON value whose objects keep the order of their members, as the imitated servers do.
enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  /// A number written as JavaScript writes it: `5`, never `5.0`.
  case double(Double)
  /// A number written as C++ writes it: `5.0`, never `5`.
  case decimal(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  struct Member: Sendable, Hashable {
    var name: String
    var value: JSON
  }
}

extension JSON {
  /// The member of that name, or nil when this is no object or has none.
  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var text: String? {
    if case .string(let value) = self { value } else { nil }
  }

  var flag: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The value as a whole number; a fraction is cut off.
  var whole: Int? {
    switch self {
    case .int(let value): value
    case .double(let value), .decimal(let value): Int(exactly: value.rounded(.towardZero))
    default: nil
    }
  }

  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value), .decimal(let value): value
    default: nil
    }
  }

  var elements: [JSON]? {
    if case .array(let values) = self { values } else { nil }
  }

  var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// This object with one member more; nil leaves it as it is.
  func adding(_ name: String, _ value: JSON?) -> JSON {
    guard case .object(var members) = self, let value else { return self }
    members.append(Member(name: name, value: value))
    return .object(members)
  }

  /// This object with the other object's members after its own.
  func adding(_ other: JSON) -> JSON {
    guard case .object(let mine) = self, case .object(let theirs) = other else { return self }
    return .object(mine + theirs)
  }

  /// This object without the member of that name.
  func removing(_ name: String) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.name != name })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  init(integerLiteral value: Int) { self = .int(value) }
  init(floatLiteral value: Double) { self = .double(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
  init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
