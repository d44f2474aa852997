/// What a server of tools asks the user in the middle of a call (MCP: `elicitation/create`).
package struct ToolForm: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    case fields([FormField])
    /// A page to open in a browser; what is said there does not come through here.
    case page(url: String)
  }

  /// Counts forms, so that an answer cannot meet another one.
  package var id = 0
  package var server: String
  package var message: String
  package var content: Content

  package init(server: String, message: String, content: Content) {
    self.server = server
    self.message = message
    self.content = content
  }

  /// `nil` for what has no form: a schema that is not flat, or a page without an address.
  package init?(_ json: JSON, of server: String) {
    self.server = server
    message = json["message"]?.string ?? ""
    if json["mode"]?.string == "url" {
      guard let url = json["url"]?.string, !url.isEmpty else { return nil }
      content = .page(url: url)
      return
    }
    let schema = json["requestedSchema"]
    let required = Set(schema?["required"]?.array?.compactMap(\.string) ?? [])
    var fields: [FormField] = []
    for property in schema?["properties"]?.object ?? [] {
      let isRequired = required.contains(property.key)
      guard let field = FormField(property.key, property.value, isRequired: isRequired) else {
        return nil
      }
      fields.append(field)
    }
    content = .fields(fields)
  }
}

package enum FormAnswer: Equatable, Sendable {
  /// The values by the names of their fields; an empty object for a page.
  case accept(JSON)
  case decline
  /// Left without a word.
  case cancel

  /// As the server reads it.
  var json: JSON {
    switch self {
    case .accept(let values): ["action": "accept", "content": values]
    case .decline: ["action": "decline"]
    case .cancel: ["action": "cancel"]
    }
  }
}
