/// The tools of the simulated server: each shows one thing that real ones do.
enum SimulatedTool: String, CaseIterable {
  case clock, add, countdown, ask, picture, fail

  /// As `tools/list` tells it.
  func listed(description suffix: String = "") -> JSON {
    [
      "name": .string(rawValue), "description": .string(about + suffix),
      "inputSchema": schema,
      "annotations": ["readOnlyHint": .bool(self != .countdown), "openWorldHint": false],
    ]
  }

  private var about: String {
    switch self {
    case .clock: "Tells the time in a zone"
    case .add: "Adds two whole numbers"
    case .countdown: "Counts down from a number of seconds and reports each"
    case .ask: "Asks the user who they are"
    case .picture: "Draws a red dot"
    case .fail: "Fails"
    }
  }

  private var schema: JSON {
    switch self {
    case .clock:
      Self.object(["zone": ["type": "string", "default": "UTC"]], required: ["zone"])
    case .add:
      Self.object(["a": ["type": "integer"], "b": ["type": "integer"]], required: ["a", "b"])
    case .countdown:
      Self.object(["seconds": ["type": "integer", "default": 3]], required: ["seconds"])
    case .ask, .picture, .fail: Self.object([:], required: [])
    }
  }

  private static func object(_ properties: JSON, required: [JSON]) -> JSON {
    ["type": "object", "properties": properties, "required": .array(required)]
  }

  /// What it answers at once; nil where an answer takes more.
  func result(_ arguments: JSON, now: Double) -> JSON? {
    switch self {
    case .clock:
      let zone = arguments["zone"]?.text ?? "UTC"
      return Self.text("\(Timestamp.iso(now)) (\(zone))")
    case .add:
      guard let a = arguments["a"]?.whole, let b = arguments["b"]?.whole else {
        return Self.failure("a and b must be whole numbers")
      }
      let sum = a.addingReportingOverflow(b)
      return sum.overflow ? Self.failure("too large") : Self.text(String(sum.partialValue))
    case .picture:
      let dot: JSON = ["type": "image", "mimeType": "image/png", "data": .string(Self.dot)]
      return ["content": [dot], "isError": false]
    case .fail: return Self.failure("This tool always fails.")
    case .countdown, .ask: return nil
    }
  }

  static func text(_ words: String) -> JSON {
    ["content": [["type": "text", "text": .string(words)]], "isError": false]
  }

  static func failure(_ words: String) -> JSON {
    ["content": [["type": "text", "text": .string(words)]], "isError": true]
  }

  /// A PNG of one pixel.
  private static let dot =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="

  /// What `ask` asks, in every kind of field that a form may have.
  static let question: JSON = [
    "mode": "form", "message": "Who are you?",
    "requestedSchema": [
      "type": "object",
      "properties": [
        "name": ["type": "string", "title": "Name", "minLength": 2],
        "age": ["type": "integer", "title": "Age", "minimum": 0, "maximum": 150, "default": 30],
        "color": ["type": "string", "title": "Color", "enum": ["red", "green", "blue"]],
        "news": ["type": "boolean", "title": "Send news", "default": false],
      ],
      "required": ["name", "age"],
    ],
  ]
}
