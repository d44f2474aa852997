import Engine

/// A call of a tool in one line.
package enum CallLabel {
  /// `time · convert_time  time=10:00 to=UTC`
  package static func call(_ use: ToolUse) -> String {
    let arguments = arguments(use.call.arguments)
    let name = Sanitizer.sanitize(use.title)
    return arguments.isEmpty ? name : "\(name)  \(arguments)"
  }

  /// What became of it, with the sign that says so without colour.
  package static func ending(_ use: ToolUse) -> (sign: String, words: String) {
    guard let result = use.result else {
      return ("…", use.progress.map { Sanitizer.sanitize($0) } ?? "")
    }
    let took = result.took.map { TimeFormatter.seconds($0) + " " } ?? ""
    let words = firstLine(result.text)
    switch result.status {
    case .done: return ("✓", took + ByteFormatter.short(result.text.utf8.count))
    case .failed: return ("✗", took + say("failed: \(words)", zh: "失败：\(words)"))
    case .refused: return ("✗", say("not run: \(words)", zh: "未运行：\(words)"))
    case .denied: return ("✗", say("not allowed", zh: "已拒绝"))
    case .cancelled: return ("✗", say("cancelled", zh: "已取消"))
    case .lost: return ("✗", say("lost: \(words)", zh: "丢失：\(words)"))
    }
  }

  /// The call with its ending: `time · now  zone=UTC  0.2 s 64 B ✓`.
  package static func whole(_ use: ToolUse) -> String {
    let (sign, words) = ending(use)
    return "\(call(use))  \(words) \(sign)"
      + (use.ranOnServer ? say(" on the server", zh: " 在服务器上") : "")
  }

  private static func firstLine(_ text: String) -> String {
    Sanitizer.sanitize(
      String((text.split(whereSeparator: \.isNewline).first ?? "").prefix(100)))
  }

  /// In the model's order, as many as sixty columns hold.
  private static func arguments(_ text: String) -> String {
    guard let members = JSON(parsing: text)?.object else {
      return Sanitizer.sanitize(String(text.prefix(60)))
    }
    var line = ""
    for member in members {
      let value = member.value.string ?? member.value.text
      let word = "\(member.key)=\(value.split(whereSeparator: \.isNewline).first ?? "")"
      guard line.count + word.count < 60 else {
        if line.isEmpty { line = String(word.prefix(58)) }
        line += " …"
        break
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return Sanitizer.sanitize(line)
  }
}
