import Testing

@testable import Engine

@Suite("Text that grows")
struct StreamTextTests {
  @Test("Whatever the pieces, the text is their concatenation")
  func concatenation() {
    var text = StreamText()
    var expected = ""
    for number in 0..<3000 {
      let piece = "\(number) 🦆é "
      text.append(piece)
      expected += piece
    }
    #expect(text.string == expected)
    #expect(text.byteCount == expected.utf8.count)
  }

  @Test("A suffix from any earlier length is what came since")
  func suffix() {
    var text = StreamText()
    var lengths = [0]
    var expected = [""]
    for number in 0..<400 {
      let piece = String(repeating: "x\(number)é", count: number % 60)
      text.append(piece)
      lengths.append(text.byteCount)
      expected.append(expected[expected.count - 1] + piece)
    }
    let whole = text.string
    for (length, before) in zip(lengths, expected) {
      #expect(before + text.suffix(from: length) == whole)
    }
  }

  @Test("A reader's copy stays as it was")
  func copies() {
    var text = StreamText("a")
    let copy = text
    text.append(String(repeating: "b", count: StreamText.blockSize))
    #expect(copy.string == "a")
    #expect(copy != text)
  }

  @Test("Only the last block is ever copied, however long the text")
  func blocks() {
    var text = StreamText()
    for _ in 0..<1000 { text.append(String(repeating: "y", count: 1000)) }
    #expect(text.tail.utf8.count < StreamText.blockSize)
    #expect(text.blocks.allSatisfy { $0.utf8.count >= StreamText.blockSize })
  }
}
