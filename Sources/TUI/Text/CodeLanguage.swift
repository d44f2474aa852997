/// What a lexer needs to know of a language to ink it, no more.
struct CodeLanguage: Sendable {
  enum Grammar: Sendable {
    /// Words, strings, numbers, comments.
    case words
    /// `key = value` and `key: value` lines.
    case keys
    case markup, diff, markdown
  }

  /// A string or comment: what opens and what closes it.
  struct Quote: Sendable {
    var open: [UInt8]
    var close: [UInt8]
    var escapes = true
    var spansLines = false
    var isComment = false

    init(_ open: String, _ close: String? = nil, escapes: Bool = true, spansLines: Bool = false) {
      self.open = Array(open.utf8)
      self.close = Array((close ?? open).utf8)
      self.escapes = escapes
      self.spansLines = spansLines
    }

    static func comment(_ open: String, _ close: String) -> Quote {
      var quote = Quote(open, close, escapes: false, spansLines: true)
      quote.isComment = true
      return quote
    }
  }

  var names: [String]
  var grammar = Grammar.words
  var keywords: Set<String> = []
  var types: Set<String> = []
  var lineComments: [[UInt8]] = []
  /// Longer openings before shorter ones.
  var quotes: [Quote] = []
  /// Words that begin with a capital are types.
  var capitalIsType = false
  var ignoresCase = false
  /// Besides letters, digits and `_`.
  var wordBytes: [UInt8] = []

  init(
    _ names: String, grammar: Grammar = .words, keywords: String = "", types: String = "",
    comments: String = "", quotes: [Quote] = [], capitalIsType: Bool = false,
    ignoresCase: Bool = false, wordBytes: String = ""
  ) {
    let words = { (text: String) in text.split(separator: " ").map(String.init) }
    self.names = words(names)
    self.grammar = grammar
    self.keywords = Set(words(keywords))
    self.types = Set(words(types))
    lineComments = words(comments).map { Array($0.utf8) }
    self.quotes = quotes
    self.capitalIsType = capitalIsType
    self.ignoresCase = ignoresCase
    self.wordBytes = Array(wordBytes.utf8)
  }

  /// - Parameter name: as after a fence, in any case; aliases and file endings are known too.
  static func named(_ name: String) -> CodeLanguage? {
    byName[name.lowercased()].map { all[$0] }
  }

  private static let byName: [String: Int] = {
    var byName: [String: Int] = [:]
    for (index, language) in all.enumerated() {
      for name in language.names { byName[name] = index }
    }
    return byName
  }()
}
