import Foundation
import Support
import Testing

/// A translated document says what its original does: the same sections, commands, pictures and links.
@Suite("The translated documents")
struct TranslationTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    var original: String
    var translation: String
    var testDescription: String { translation }
  }

  static let pairs = [
    Pair(original: "README.md", translation: "README.zh-CN.md"),
    Pair(original: "docs/getting-started.md", translation: "docs/zh-CN/getting-started.md"),
  ]

  @Test("The same sections, on the same levels", arguments: pairs)
  func sections(_ pair: Pair) {
    let original = Page(pair.original).levels
    #expect(original.count > 5)
    #expect(Page(pair.translation).levels == original)
  }

  @Test("The same commands in the same blocks; comments are translated", arguments: pairs)
  func commands(_ pair: Pair) {
    let (original, translation) = (Page(pair.original).blocks, Page(pair.translation).blocks)
    #expect(original.count > 2)
    #expect(translation.count == original.count)
    for (translated, block) in zip(translation, original) { #expect(translated == block) }
  }

  @Test("The same words of code in the sentences", arguments: pairs)
  func code(_ pair: Pair) {
    let (original, translation) = (Page(pair.original).code, Page(pair.translation).code)
    #expect(original.subtracting(translation) == [], "only in \(pair.original)")
    #expect(translation.subtracting(original) == [], "only in \(pair.translation)")
  }

  @Test("The same pictures, in the same order, each with words", arguments: pairs)
  func pictures(_ pair: Pair) {
    let pictures = Page(pair.translation).links.filter(\.isPicture)
    let original = Page(pair.original).links.filter(\.isPicture)
    #expect(!original.isEmpty)
    #expect(pictures.map(\.target) == original.map(\.target))
    #expect((pictures + original).allSatisfy { !$0.words.isEmpty })
  }

  @Test("Links to the same places, each of which is there", arguments: pairs)
  func links(_ pair: Pair) {
    let links = Page(pair.translation).links.filter { !$0.isPicture }
    let original = Page(pair.original).links.filter { !$0.isPicture }
    #expect(links.map(\.original).sorted() == original.map(\.original).sorted())
    for link in links where !link.target.contains("://") {
      let file = Repository.root.appending(path: link.target)
      #expect(FileManager.default.fileExists(atPath: file.path), "\(link.target)")
    }
    #expect(links.contains { $0.target == pair.original }, "the original is a link away")
    #expect(original.contains { $0.target == pair.translation }, "so is the translation")
  }

  @Test("As many rows and columns in each table", arguments: pairs)
  func tables(_ pair: Pair) {
    #expect(Page(pair.translation).columns == Page(pair.original).columns)
  }

  @Test("Comments are taken off a line of code, what only looks like one is not")
  func comments() {
    #expect(Page.bare("make run     # builds and opens it") == "make run")
    #expect(Page.bare("# 只有注释") == "")
    #expect(Page.bare("jq '# no comment' a#b  # one") == "jq '# no comment' a#b")
  }
}

/// What a document has that no language changes.
private struct Page {
  struct Block: Equatable {
    var language: String
    var commands: [String]
  }

  struct Link {
    var isPicture: Bool
    var words: String
    /// From the repository's root, without the place within the page.
    var target: String

    /// The original of what it leads to. A page and its translation lead to each other: one place.
    var original: String {
      TranslationTests.pairs.first { $0.translation == target }?.original ?? target
    }
  }

  var blocks: [Block] = []
  /// One for a title, two for a section.
  var levels: [Int] = []
  var links: [Link] = []
  /// What stands in single back quotes.
  var code: Set<String> = []
  /// Of each row of a table; a line between two tables is a zero.
  var columns: [Int] = []

  init(_ path: String) {
    var open: Block?
    for line in Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open { blocks.append(block) }
        open = open == nil ? Block(language: String(line.dropFirst(3)), commands: []) : nil
      } else if open != nil {
        let command = Self.bare(String(line))
        if !command.isEmpty { open?.commands.append(command) }
      } else {
        read(String(line), in: path)
      }
    }
  }

  private mutating func read(_ line: String, in path: String) {
    if let heading = line.firstMatch(of: /^(#+)\s/) { levels.append(heading.1.count) }
    for match in line.matches(of: /`([^`]+)`/) { code.insert(String(match.1)) }
    if line.hasPrefix("|") {
      columns.append(line.split(separator: "|", omittingEmptySubsequences: false).count)
    } else if let last = columns.last, last != 0 {
      columns.append(0)
    }
    for match in line.matches(of: /(!?)\[([^\]]*)\]\(([^)\s]+)\)/) {
      links.append(
        Link(
          isPicture: !match.1.isEmpty, words: String(match.2),
          target: Self.place(String(match.3), seenFrom: path)))
    }
  }

  private static func place(_ target: String, seenFrom path: String) -> String {
    if target.contains("://") { return target }
    let file = target.prefix { $0 != "#" }
    guard !file.isEmpty else { return path }
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in file.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  /// A line of code without its comment and the blanks around it.
  static func bare(_ line: String) -> String {
    var text = ""
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "#", text.last.map({ $0 == " " }) ?? true {
        break
      }
      text.append(character)
    }
    return text.trimmingCharacters(in: .whitespaces)
  }
}
