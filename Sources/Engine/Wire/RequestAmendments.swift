/// What a server does not take of our requests.
package struct RequestAmendments: Equatable, Sendable {
  /// Fields that are left out, by their names.
  package var omitted: Set<String> = []
  /// Fields that go under another name.
  package var renamed: [RequestField: RequestField] = [:]

  package init() {}

  mutating func merge(_ other: RequestAmendments) {
    omitted.formUnion(other.omitted)
    renamed.merge(other.renamed) { $1 }
  }

  func amend(_ body: inout JSON) {
    for (old, new) in renamed {
      guard let value = body[old.rawValue] else { continue }
      body[old.rawValue] = nil
      body[new.rawValue] = value
    }
    for name in omitted {
      body[name] = nil
      // Ollama's place for what shapes a reply.
      guard body["options"]?[name] != nil else { continue }
      var options = body["options"]
      options?[name] = nil
      body["options"] = options
    }
  }
}

extension JSON {
  /// The names of an object's members.
  var fieldNames: Set<String> { Set((object ?? []).map(\.key)) }
}
