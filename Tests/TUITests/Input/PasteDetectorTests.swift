import Testing

@testable import TUI

@Suite("Lines that arrive together are a paste, keys are keys")
struct PasteDetectorTests {
  private func inputs(
    _ reads: [(String, Duration)], marked: Bool = false
  ) -> [TerminalInput] {
    var decoder = KeyDecoder(detectsPastes: true)
    if marked { _ = decoder.decode(Array("\u{1b}[200~x\u{1b}[201~".utf8)) }
    return reads.flatMap { decoder.decode(Array($0.0.utf8), after: $0.1) }
  }

  @Test("One read, and what follows at once")
  func pasted() {
    #expect(inputs([("line one\rline two\r", .zero)]) == [.paste("line one\nline two\n")])
    #expect(
      inputs([("line one\rline", .zero), (" two\r", .milliseconds(5))])
        == [.paste("line one\nline"), .paste(" two\n")])
  }

  @Test(
    "Typing is not one, nor what comes where pastes have marks",
    arguments: [
      "hello\r", "a\rb\r", "\r\r\r\r\r\r\r\r\r", "hello there", "abc\u{1b}[A\rdefghij\rk",
    ])
  func typed(_ text: String) {
    for input in inputs([(text, .zero)]) {
      if case .paste = input { Issue.record("\(text.debugDescription) became a paste") }
    }
    let marked = inputs([("line one\rline two\r", .seconds(1))], marked: true)
    #expect(marked.count == 18)
  }

  @Test("After a pause a key is a key")
  func later() {
    let all = inputs([("line one\rline two", .zero), ("\r", .milliseconds(500))])
    #expect(all.last == .key(KeyPress(.enter)))
  }
}
