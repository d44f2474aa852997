import Testing

@testable import Engine

@Suite("Two texts word by word")
struct WordDifferenceTests {
  private static func marked(_ first: String, _ second: String) -> String {
    WordDifference(first, second).pieces.map { piece in
      switch piece.side {
      case .both: piece.text
      case .first: "-\(piece.text)-"
      case .second: "+\(piece.text)+"
      }
    }.joined()
  }

  @Test(
    "What both say stands once, and what one says alone stands where it says it",
    arguments: [
      ("the sky is blue", "the sky is blue", "the sky is blue"),
      ("the sky is blue", "the sea is blue", "the -sky -+sea +is blue"),
      ("a b", "a b c", "a b +c+"), ("a b c", "b c", "-a -b c"), ("", "new", "+new+"),
      ("old", "", "-old-"), ("a x y b", "a z b", "a -x y -+z +b"),
    ])
  func pieces(_ first: String, _ second: String, _ marked: String) {
    #expect(Self.marked(first, second) == marked)
  }

  @Test("The parts of each side make that side's words again")
  func whole() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      func text() -> [String] {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          "abcd".randomElement().map(String.init) ?? ""
        }
      }
      let (a, b) = (text(), text())
      let pieces = WordDifference(a.joined(separator: " "), b.joined(separator: " ")).pieces
      func words(_ side: WordDifference.Piece.Side) -> [Substring] {
        pieces.filter { $0.side == .both || $0.side == side }.map(\.text).joined(separator: " ")
          .split(separator: " ")
      }
      #expect(words(.first).map(String.init) == a)
      #expect(words(.second).map(String.init) == b)
    }
  }

  @Test("Long texts are compared by their lines, and nothing is lost")
  func long() {
    let lines = (0..<1500).map { "line number \($0) of many words" }
    var other = lines
    other[700] = "line one"
    let difference = WordDifference(
      lines.joined(separator: "\n"), other.joined(separator: "\n"))
    #expect(difference.pieces.count { $0.side == .first } == 1)
    #expect(difference.pieces.first { $0.side == .second }?.text == "line one\n")
    // Beyond that nothing is held against anything; each side stands whole.
    let huge = String(repeating: "a\n", count: 5000)
    #expect(WordDifference(huge + "b", huge + "c").pieces.map(\.side) == [.first, .second])
  }

  @Test("How much is the same is told of the longer one")
  func shared() {
    #expect(WordDifference("a b c d", "a b").sharedPercent == 50)
    #expect(WordDifference("", "").sharedPercent == 100)
    #expect(WordDifference("a", "b").sharedPercent == 0)
  }

  @Test("A turn is named by its number, and an alternative behind a dot")
  func references() {
    #expect(TurnReference("3")?.turn == 3)
    #expect(TurnReference("3.2")?.alternative == 2)
    for text in ["", "0", "x", "3.", ".2", "3.0", "1.2.3"] { #expect(TurnReference(text) == nil) }
  }
}
