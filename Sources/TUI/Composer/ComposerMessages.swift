import Engine

/// How the prompt names what stands in it as a token.
enum ComposerMessages {
  static func pasted(lines: Int) -> String {
    say("[pasted \(Plural.count(lines, "line"))]", zh: "[粘贴 \(lines) 行]")
  }

  static func pasted(bytes: Int) -> String {
    say("[pasted \(Plural.count(bytes, "byte"))]", zh: "[粘贴 \(bytes) 字节]")
  }

  static func file(_ path: String, bytes: Int, tokens: Int?) -> String {
    let cost = tokens.map { " ≈ \(TokenFormatter.short($0)) tok" } ?? ""
    return "[@\(path) \(ByteFormatter.short(bytes))\(cost)]"
  }

  static func image(number: Int) -> String { say("image \(number)", zh: "图片 \(number)") }
}
