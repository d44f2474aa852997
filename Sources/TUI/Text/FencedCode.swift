/// Blocks of code in Markdown, as they are copied: without fences and without their indentation.
enum FencedCode {
  /// The last block of a text; one that is not closed ends with the text.
  static func last(in text: String) -> String? {
    var block: [Substring]?
    var last: [Substring]?
    var fence: Fence?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if let end = Fence(line), end.closes(open) {
          last = block
          (fence, block) = (nil, nil)
        } else {
          let blanks = min(open.indent, line.prefix { $0 == " " }.count)
          block?.append(line.dropFirst(blanks))
        }
      } else if let start = Fence(line), start.mayOpen {
        (fence, block) = (start, [])
      }
    }
    if var open = block {
      if open.last?.isEmpty == true { open.removeLast() }
      last = open
    }
    return last.map { $0.joined(separator: "\n") + "\n" }
  }

  private struct Fence {
    var mark: Character
    var length: Int
    var indent: Int
    var info: Substring

    init?(_ line: Substring) {
      let rest = line.drop { $0 == " " }
      guard let first = rest.first, first == "`" || first == "~" else { return nil }
      let length = rest.prefix { $0 == first }.count
      guard length >= 3 else { return nil }
      (mark, self.length) = (first, length)
      indent = line.count - rest.count
      info = rest.dropFirst(length)
    }

    /// A backtick after backticks makes inline code of them.
    var mayOpen: Bool { mark == "~" || !info.contains("`") }

    func closes(_ open: Fence) -> Bool {
      mark == open.mark && length >= open.length && info.allSatisfy(\.isWhitespace)
    }
  }
}
