/// What a canned conversation is about; chosen by the words of the prompt.
enum Topic: CaseIterable {
  case terminal, table, haiku, languages, code, numbers, plan, greeting, sky, image, open

  /// Words that call the topic up, most telling topics first.
  private var words: [String] {
    switch self {
    case .terminal: ["ncurses", "curses", "terminal", "tui", "escape sequence", "tmux"]
    case .table: ["table", "compare", "versus", " vs ", "difference", "matrix"]
    case .haiku: ["haiku", "poem", "verse", "song"]
    case .languages:
      ["emoji", "chinese", "japanese", "korean", "translate", "unicode", "日本", "中文", "你好", "한국"]
    case .code:
      ["code", "function", "swift", "python", "rust", "bug", "regex", "sort", "algorithm", "test"]
    case .numbers: ["prime", "sum", "calculate", "math", "prove", "how many", "percent"]
    case .plan: ["plan", "steps", "how do i", "how to", "list", "checklist", "recipe"]
    case .greeting: ["hello", "hi", "hey", "moin", "good morning", "thanks"]
    case .sky: ["why is", "why does", "why do", "explain", "sky"]
    case .image, .open: []
    }
  }

  static func named(by prompt: String) -> Topic {
    let text = " \(prompt.lowercased()) "
    return allCases.first { topic in topic.words.contains { isIn(text, $0) } } ?? .open
  }

  /// Short words count only when they stand alone.
  private static func isIn(_ text: String, _ word: String) -> Bool {
    guard word.count <= 3, word.utf8.count == word.count else { return text.contains(word) }
    return text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == word }
  }

  func script(_ prompt: String) -> Script {
    let quote = prompt.quoted()
    return switch self {
    case .terminal: Self.terminalScript(quote)
    case .table: Self.tableScript(quote)
    case .haiku: Self.haikuScript(quote)
    case .languages: Self.languagesScript(quote)
    case .code: Self.codeScript(quote)
    case .numbers: Self.numbersScript(quote)
    case .plan: Self.planScript(quote)
    case .greeting: Self.greetingScript(quote)
    case .sky: Self.skyScript(quote)
    case .image: Self.imageScript(quote)
    case .open: Self.openScript(quote)
    }
  }
}
