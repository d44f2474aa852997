import Testing

@testable import Engine

@Suite("Sentences in other words")
struct RewordedSentencesTests {
  private static let first = "Let me check the order of the calls in the example again. "
  private static let other = "So the window has to be refreshed before the next key is read. "

  private static func repeated(_ pieces: [String]) -> [Bool] {
    var sentences = RewordedSentences()
    return pieces.flatMap { sentences.consume($0) }.map(\.repeats)
  }

  @Test("The same, and nearly the same, is told from what is new")
  func likeness() {
    let near = "Wait, let me check the order of the calls in the example. "
    #expect(Self.repeated([Self.first, Self.other, near]) == [false, false, true])
    #expect(Self.repeated([Self.first, Self.first]) == [false, true])
    // Short ones say nothing of their own.
    #expect(Self.repeated(["Wait. ", "Wait. ", "Wait. "]) == [false, false, false])
  }

  @Test("However the text is cut, the same sentences end at the same places")
  func pieces() {
    let text = Self.first + Self.other + Self.first
    let letters = text.map(String.init)
    #expect(Self.repeated(letters) == Self.repeated([text]))
    var sentences = RewordedSentences()
    let ends = sentences.consume(text).map(\.end)
    #expect(ends.count == 3)
    #expect(ends.last == text.utf8.count - 1)
    #expect(sentences.count == 1)
  }

  @Test("What came long ago is forgotten, so that a sentence costs the same in any text")
  func memory() {
    let others = (0..<300).map {
      "Number \($0) \($0 + 1) \($0 * 7) \($0 * 11) stands \($0 * 13) here \($0 * 17). "
    }
    #expect(Self.repeated([Self.first] + others + [Self.first]).last == false)
  }
}
