import Engine

/// How the prompt names what stands in it as a token.
enum ComposerMessages {
  static func pasted(lines: Int) -> String { "[pasted \(Plural.count(lines, "line"))]" }

  static func pasted(bytes: Int) -> String { "[pasted \(Plural.count(bytes, "byte"))]" }

  static func file(_ path: String, bytes: Int, tokens: Int?) -> String {
    let cost = tokens.map { " ≈ \(TokenFormatter.short($0)) tok" } ?? ""
    return "[@\(path) \(ByteFormatter.short(bytes))\(cost)]"
  }

  static func image(number: Int) -> String { "image \(number)" }
}
