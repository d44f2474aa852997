/// What came of the calls since the last prompt, as a request tells it.
struct CallResults {
  private(set) var texts: [String] = []

  init(json: JSON?) {
    let items = Self.items(json)
    let start = items.lastIndex { $0["role"]?.text == "user" } ?? items.startIndex
    for item in items[start...] {
      if item["role"]?.text == "tool" { texts.append(Self.text(item["content"])) }
      if item["type"]?.text == "function_call_output" { texts.append(Self.text(item["output"])) }
    }
  }

  static func items(_ json: JSON?) -> [JSON] {
    json?["messages"]?.elements ?? json?["input"]?.elements ?? []
  }

  private static func text(_ content: JSON?) -> String {
    content?.text
      ?? (content?.elements ?? []).compactMap { $0["text"]?.text }.joined(separator: "\n")
  }
}
