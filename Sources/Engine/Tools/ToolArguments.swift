/// What a model wrote as a call's arguments, read as the object that a tool takes.
enum ToolArguments: Equatable, Sendable {
  case object(JSON)
  /// The tool is not run; the model reads why.
  case unreadable(String)

  init(_ text: String) {
    let json = text.isBlank ? JSON.null : JSON(parsing: text)
    switch json {
    case nil: self = .unreadable(ToolResult.argumentsAreNoJSON)
    case .null: self = .object([:])
    case .object(let members): self = .object(.object(members))
    case .string(let inner):
      // Some models write the object as a text of it.
      let object = JSON(parsing: inner)
      self =
        if let object, object.object != nil { .object(object) } else {
          .unreadable(ToolResult.argumentsAreNoObject)
        }
    default: self = .unreadable(ToolResult.argumentsAreNoObject)
    }
  }

  /// For a request: always an object, since llama.cpp refuses a conversation with anything else for ever after.
  var json: JSON {
    if case .object(let json) = self { json } else { [:] }
  }
}
