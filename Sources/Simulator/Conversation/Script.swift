/// What the simulated model thinks and says to a prompt, the same on every wire.
struct Script: Sendable, Equatable {
  var thinking: String
  var answer: String
  /// What it asks the client to run before it goes on.
  var calls: [FunctionCall] = []

  init(thinking: String, answer: String) {
    self.thinking = thinking
    self.answer = answer
  }

  /// The script for a prompt.
  ///
  /// `echo TEXT` is answered with TEXT; everything else by the topic its words name.
  init(for prompt: Prompt) {
    let text = prompt.text.trimmed
    let calls = Self.calls(of: prompt)
    if let language = prompt.language {
      // It knows no language; what it says can be told from the original.
      self.init(thinking: "", answer: "(\(language)) \(text)")
    } else if !calls.isEmpty {
      self.init(thinking: "A tool can tell me that.", answer: "")
      self.calls = calls
    } else if !prompt.results.isEmpty {
      let results = prompt.results.map { "> \($0.quoted(2000))" }.joined(separator: "\n")
      self.init(thinking: "The tool has answered.", answer: "The tools say:\n\n\(results)")
    } else if let echo = Self.echo(text) {
      self.init(thinking: "The user wants an exact echo. I repeat it unchanged.", answer: echo)
    } else if let schema = prompt.schema {
      let value = SchemaInstance.value(schema)
      self.init(thinking: "The answer has to be JSON.", answer: value.rendered())
    } else if prompt.hasImage {
      self = Topic.image.script(text)
    } else {
      self = Topic.named(by: text).script(text)
    }
    switch prompt.length {
    case .usual: break
    case .short:
      thinking = "Short is wanted."
      answer = "Short answer: yes."
    case .long: answer = Self.lengthened(answer)
    }
  }

  private static func calls(of prompt: Prompt) -> [FunctionCall] {
    var calls = prompt.calls.compactMap { FunctionCall(word: $0, offered: prompt.offered) }
    // A tool whose name is said is called: "what does the clock say?"
    if prompt.calls.isEmpty {
      let words = Set(
        prompt.text.lowercased().split { !$0.isLetter && $0 != "_" }.map(String.init))
      calls = prompt.offered.filter { words.contains($0.bareName) }.prefix(1)
        .compactMap { FunctionCall(word: $0.name[...], offered: prompt.offered) }
    }
    return prompt.results.count < calls.count * prompt.rounds ? calls : []
  }

  private static func echo(_ text: String) -> String? {
    guard text.lowercased().hasPrefix("echo ") else { return nil }
    return String(text.dropFirst(5))
  }

  /// The answer as the first of forty chapters: about ten thousand tokens.
  private static func lengthened(_ answer: String) -> String {
    (1...40).map { "# Chapter \($0)\n\n\(answer)" }.joined(separator: "\n\n")
  }
}

extension StringProtocol {
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }

  /// At most so many characters on one line, for quoting.
  func quoted(_ limit: Int = 72) -> String {
    let line = map { $0.isNewline ? " " : String($0) }.joined().trimmed
    return line.count <= limit ? line : String(line.prefix(limit - 1)) + "…"
  }
}
