/// A tool as its server describes it. All of it is a stranger's word.
package struct Tool: Equatable, Sendable, Identifiable {
  package var server: String
  package var name: String
  package var title: String?
  package var description: String
  /// JSON Schema of its arguments, without what a model has no use for.
  package var schema: JSON
  package var annotations: JSON?
  /// A yes for longer than once is for the very arguments that were shown: no two commands are alike.
  package internal(set) var bindsArguments = false
  /// Why it cannot be used here; `nil` when it can.
  package var defect: String?

  package var id: String { "\(server)__\(name)" }

  /// As it is written in `[tools] enabled` and on the command line.
  package var selector: String { "\(server):\(name)" }

  // What it says of itself: hints of a stranger, by the specification's own defaults.
  package var saysItOnlyReads: Bool { annotations?["readOnlyHint"]?.bool ?? false }
  package var saysItDestroys: Bool {
    !saysItOnlyReads && annotations?["destructiveHint"]?.bool ?? true
  }
  package var saysItReachesOut: Bool { annotations?["openWorldHint"]?.bool ?? true }

  /// All that an allowance was given to: where any of it changes, it holds no more.
  package var fingerprint: String { parts.text }

  package var parts: JSON {
    ["description": .string(description), "schema": schema, "annotations": annotations ?? .null]
  }

  /// The name on the wire: letters, digits, `_` and `-`, at most 64 bytes (OpenAI's rule).
  package var wireName: String {
    let plain = id.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "_-".contains(character))
        ? character : "_"
    }
    let text = String(plain)
    return text.utf8.count <= 64 ? text : String(text.prefix(55)) + "_" + Self.hash(id)
  }

  /// FNV-1a of 32 bits: tells names apart that were cut.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return String(value, radix: 16)
  }

  /// As a model reads it: without what no eye can see, and no longer than a description is.
  package var wireDescription: String {
    String(description.unicodeScalars.filter { !$0.isHidden }.prefix(8 << 10).map(Character.init))
  }

  /// It carries characters that no eye can see: an instruction to the model could hide in them.
  package var hidesCharacters: Bool {
    (name + description).unicodeScalars.contains { $0.isHidden }
  }

  /// What it costs in each request, about: four bytes are a token, as for prompts.
  package var tokens: Int {
    (wireName.utf8.count + description.utf8.count + schema.text.utf8.count) / 4
  }
}

extension Tool {
  static let largestSchema = 64 << 10
  static let deepestSchema = 32

  /// - Parameter json: an entry of `tools/list`; `nil` for one without a name.
  package init?(_ json: JSON, of server: String) {
    guard let name = json["name"]?.string, !name.isEmpty else { return nil }
    self.server = server
    self.name = name
    annotations = json["annotations"]
    title = json["title"]?.string ?? annotations?["title"]?.string
    description = json["description"]?.string ?? ""
    let given = json["inputSchema"] ?? ["type": "object"]
    schema = Self.trimmed(given, depth: 0) ?? ["type": "object"]
    if given.object == nil || Self.trimmed(given, depth: 0) == nil {
      defect = ToolMessages.unreadableSchema
    } else if schema.text.utf8.count > Self.largestSchema {
      defect = ToolMessages.largeSchema(kilobytes: schema.text.utf8.count >> 10)
    } else if json["execution"]?["taskSupport"]?.string == "required" {
      defect = ToolMessages.needsTasks
    }
  }

  /// Titles of properties repeat their names, and `$schema` and `$id` are for validators.
  ///
  /// - Returns: `nil` where it nests too deeply.
  private static func trimmed(_ json: JSON, depth: Int, isMap: Bool = false) -> JSON? {
    guard depth <= deepestSchema else { return nil }
    switch json {
    case .object(let members):
      var kept: [JSON.Member] = []
      for member in members {
        // In a map of properties a key is a property's own name.
        if !isMap, ["$schema", "$id", "title"].contains(member.key) { continue }
        let holdsNames = !isMap && ["properties", "$defs", "definitions"].contains(member.key)
        guard let value = trimmed(member.value, depth: depth + 1, isMap: holdsNames) else {
          return nil
        }
        kept.append(JSON.Member(member.key, value))
      }
      return .object(kept)
    case .array(let items):
      var kept: [JSON] = []
      for item in items {
        guard let value = trimmed(item, depth: depth + 1) else { return nil }
        kept.append(value)
      }
      return .array(kept)
    default: return json
    }
  }
}

extension Unicode.Scalar {
  /// Tags, zero widths, direction marks, variation selectors of the supplement, and controls but line ends and tabs.
  fileprivate var isHidden: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF,
      0xE0000...0xE007F, 0xE0100...0xE01EF:
      true
    default: false
    }
  }
}

extension ChatRequest.Function {
  init(_ tool: Tool) {
    self.init(name: tool.wireName, description: tool.wireDescription, schema: tool.schema)
  }
}
