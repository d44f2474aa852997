import CTOML

/// A value of a TOML file and where it stands there. The only file of the Engine that knows CTOML.
package struct TOMLValue: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    case table([TOMLMember])
    case array([TOMLValue])
    case string(String)
    case integer(Int)
    case double(Double)
    case bool(Bool)
    /// As it is written; no key of ours is a date.
    case date(String)
  }

  package var content: Content
  package var place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// Where a value comes from: a file with line and column, both from 1, or a flag.
  package struct Place: Hashable, Sendable, CustomStringConvertible {
    /// A path, or what stands for one: `-c`, `--model`, `CODEX_OSS_PORT`.
    package var source: String
    package var line: Int
    package var column: Int

    package init(source: String, line: Int = 0, column: Int = 0) {
      self.source = source
      self.line = line
      self.column = column
    }

    package var description: String { line == 0 ? source : "\(source):\(line):\(column)" }
  }

  /// What is wrong with a text that is not TOML.
  package struct SyntaxError: Error, Equatable, Sendable {
    package var message: String
    package var place: Place
    /// A value could not be read: most often a text without its quotes.
    package var isAboutValue: Bool

    /// toml++ says `Error while parsing table header: expected ']'`; the news comes first here.
    init(_ words: String, at place: Place) {
      let parts = words.firstRange(of: ": ")
      let opening = "Error while parsing "
      if words.hasPrefix(opening), let parts {
        let part = words[..<parts.lowerBound].dropFirst(opening.count)
        let said = words[parts.upperBound...]
        // Of a quote that is missing, toml++ only sees the line's end.
        message =
          said.hasPrefix("unescaped control characters") && part.contains("string")
          ? ProfilesMessages.textDoesNotEnd : ProfilesMessages.syntax(said, in: part)
      } else {
        message = words
      }
      self.place = place
      isAboutValue = words.hasPrefix(opening + "value") || words.hasPrefix(opening + "key-value")
    }
  }

  /// Reads a whole file. Members keep the file's order.
  package static func parse(_ text: String, source: String) throws(SyntaxError) -> TOMLValue {
    var text = text
    let document = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty text has no address; any pointer will do for zero bytes.
        characters.baseAddress.map { ctoml_parse($0, characters.count) } ?? ctoml_parse("", 0)
      }
    }
    defer { ctoml_free(document) }
    var place = ctoml_place()
    if let message = ctoml_error(document, &place) {
      throw SyntaxError(String(cString: message), at: Place(place, source))
    }
    return TOMLValue(ctoml_root(document), source)
  }

  private init(_ node: OpaquePointer, _ source: String) {
    place = Place(ctoml_node_place(node), source)
    switch ctoml_node_kind(node) {
    case CTOML_TABLE:
      content = .table(
        (0..<ctoml_count(node)).map { index in
          var place = ctoml_place()
          let key = String(cString: ctoml_key(node, index, &place))
          let value = TOMLValue(ctoml_child(node, index), source)
          return TOMLMember(key: key, place: Place(place, source), value: value)
        })
    case CTOML_ARRAY:
      content = .array((0..<ctoml_count(node)).map { TOMLValue(ctoml_child(node, $0), source) })
    case CTOML_STRING: content = .string(String(cString: ctoml_string(node)))
    case CTOML_INTEGER: content = .integer(Int(ctoml_integer(node)))
    case CTOML_DOUBLE: content = .double(ctoml_double(node))
    case CTOML_BOOL: content = .bool(ctoml_bool(node))
    default: content = .date(String(cString: ctoml_string(node)))
    }
  }

  /// What a message calls this kind of value.
  package var kindName: String {
    switch content {
    case .table: ProfilesKeyMessages.aTable
    case .array: ProfilesKeyMessages.aList
    case .string: ProfilesKeyMessages.aString
    case .integer: ProfilesKeyMessages.anInteger
    case .double: ProfilesKeyMessages.aNumber
    case .bool: ProfilesKeyMessages.trueOrFalse
    case .date: ProfilesKeyMessages.aDate
    }
  }

  package var members: [TOMLMember]? {
    if case .table(let members) = content { members } else { nil }
  }

  package subscript(key: String) -> TOMLValue? {
    members?.last { $0.key == key }?.value
  }
}

extension TOMLValue {
  /// This value with another laid over it: tables key by key, everything else whole.
  package func overlaid(by upper: TOMLValue) -> TOMLValue {
    guard case .table(var members) = content, let changes = upper.members else { return upper }
    for change in changes {
      if let index = members.firstIndex(where: { $0.key == change.key }) {
        members[index].value = members[index].value.overlaid(by: change.value)
        members[index].place = change.place
      } else {
        members.append(change)
      }
    }
    return TOMLValue(.table(members), at: place)
  }
}

/// One `key = value` of a table.
package struct TOMLMember: Equatable, Sendable {
  package var key: String
  package var place: TOMLValue.Place
  package var value: TOMLValue
}

extension TOMLValue.Place {
  fileprivate init(_ place: ctoml_place, _ source: String) {
    self.init(source: source, line: Int(place.line), column: Int(place.column))
  }
}
