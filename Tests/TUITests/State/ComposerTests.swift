import Testing

@testable import TUI

@Suite("The composer")
struct ComposerTests {
  private func typed(_ text: String) -> Composer {
    var composer = Composer()
    for character in text { composer.insert(String(character)) }
    return composer
  }

  @Test("Typing, moving and deleting go by grapheme")
  func graphemes() {
    var composer = typed("a👩‍💻é日")
    composer.deleteBack()
    composer.moveLeft()
    composer.deleteBack()
    #expect(composer.text == "aé")
  }

  @Test("A combining mark typed by itself joins what stands before it")
  func combining() {
    var composer = typed("e")
    composer.insert("\u{301}")
    #expect(composer.elements.count == 1)
    #expect(composer.text == "e\u{301}")
  }

  @Test("Words are cut and put back")
  func words() {
    var composer = typed("one two  three")
    composer.deleteWordBack()
    #expect(composer.text == "one two  ")
    composer.moveToLineStart()
    composer.yank()
    #expect(composer.text == "threeone two  ")
    composer.moveWordRight()
    composer.deleteWordForward()
    #expect(composer.text == "threeone  ")
  }

  @Test("Lines: up and down keep the column and say when there is no further line")
  func lines() {
    var composer = typed("abcdef\nab\nabcd")
    let steps = [composer.moveLine(-1), composer.moveLine(-1)]
    #expect(steps == [true, true])
    composer.insert("X")
    #expect(composer.text == "abXcdef\nab\nabcd")
    let moved = composer.moveLine(-1)
    #expect(!moved)
  }

  @Test("Cutting to the end of a line takes the line break when nothing else is left")
  func killToEnd() {
    var composer = typed("ab\ncd")
    _ = composer.moveLine(-1)
    composer.moveToLineStart()
    composer.killToEnd()
    #expect(composer.text == "\ncd")
    composer.killToEnd()
    #expect(composer.text == "cd")
  }

  @Test("Undo goes back over a burst of typing, a paste, a cut")
  func undo() {
    var composer = typed("hello")
    composer.paste(" world")
    composer.killToStart()
    composer.undo()
    #expect(composer.text == "hello world")
    composer.undo()
    #expect(composer.text == "hello")
    composer.undo()
    #expect(composer.text.isEmpty)
    composer.undo()
    #expect(composer.text.isEmpty)
  }

  @Test("A large paste is one token on the screen and whole when sent")
  func largePaste() {
    var composer = typed("see ")
    let paste = String(repeating: "line\n", count: 500)
    composer.paste(paste)
    #expect(composer.elements.count == 5)
    #expect(composer.elements.last?.display == "[pasted 500 lines]")
    #expect(composer.text == "see " + paste)
    composer.deleteBack()
    #expect(composer.text == "see ")
  }
}
