/// A tool's result as a model reads it: cut to a length, and unable to speak in another's name.
enum ResultText {
  /// Bytes of one result that a model is sent, at most.
  static let longest = 24 << 10

  /// - Parameter window: tokens of the model's window; a result takes at most an eighth of it.
  static func forModel(_ text: String, window: Int?, longest: Int = longest) -> String {
    let share = window.map { $0 * 4 / 8 } ?? longest
    return disarmed(cut(text, to: max(400, min(longest, share)))).text
  }

  /// Two thirds of the length from the beginning and a third from the end, cut at lines.
  static func cut(_ text: String, to bytes: Int) -> String {
    let whole = Array(text.utf8)
    guard whole.count > bytes else { return text }
    let newline = UInt8(ascii: "\n")
    var head = bytes * 2 / 3
    var tail = whole.count - bytes / 3
    if let line = whole[..<head].lastIndex(of: newline), line > head / 2 { head = line }
    if let line = whole[tail...].firstIndex(of: newline), line < tail + bytes / 6 {
      tail = line + 1
    }
    // A scalar's further bytes begin with 10.
    while head > 0, whole[head] & 0xC0 == 0x80 { head -= 1 }
    while tail < whole.count, whole[tail] & 0xC0 == 0x80 { tail += 1 }
    let lines = whole[head..<tail].count { $0 == newline }
    return String(decoding: whole[..<head], as: UTF8.self) + "\n"
      + ToolResult.leftOut(lines: lines, kilobytes: (tail - head) >> 10) + "\n"
      + String(decoding: whole[tail...], as: UTF8.self)
  }

  /// Beginnings of the words by which templates part messages. Servers read them as such even within a result
  /// (recorded on llama.cpp): a page that a tool fetched could close its message and open the system's.
  private static let markers: [[UInt8]] = [
    "<|", "<｜", "[INST]", "[/INST]", "[TOOL_", "[AVAILABLE_TOOLS]", "[SYSTEM_PROMPT]",
    "<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<think>", "</think>",
    "<start_of_turn>", "<end_of_turn>", "<s>", "</s>", "<<SYS>>", "<bos>", "<eos>",
  ].map { Array($0.utf8) }

  /// Puts a backslash behind the first character of each marker: no control token is made of it any more.
  static func disarmed(_ text: String) -> (text: String, count: Int) {
    let bytes = Array(text.utf8)
    var safe: [UInt8] = []
    safe.reserveCapacity(bytes.count)
    var count = 0
    for index in bytes.indices {
      safe.append(bytes[index])
      guard bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: "["),
        markers.contains(where: { bytes[index...].starts(with: $0) })
      else { continue }
      safe.append(UInt8(ascii: "\\"))
      count += 1
    }
    return (String(decoding: safe, as: UTF8.self), count)
  }
}
