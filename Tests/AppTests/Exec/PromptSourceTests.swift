import Engine
import Foundation
import SystemPackage
import Testing

@testable import App

@Suite("The prompt of exec")
struct PromptSourceTests {
  private func source(
    _ words: [String] = [], input: String = "", isTerminal: Bool = false
  )
    -> PromptSource
  {
    PromptSource(words: words, inputIsTerminal: isTerminal) { () throws(Errno) in
      Array(input.utf8)
    }
  }

  /// stdin that must not be touched.
  private func untouched(_ words: [String]) -> PromptSource {
    PromptSource(words: words, inputIsTerminal: false) { () throws(Errno) in
      Issue.record("stdin was read")
      return []
    }
  }

  private func file(_ name: String, _ content: [UInt8]) throws -> String {
    let path = NSTemporaryDirectory() + "codex-tui-\(getpid())-\(name)"
    try Data(content).write(to: URL(filePath: path))
    return path
  }

  private func message(_ source: PromptSource) -> String? {
    do throws(Failure) {
      _ = try source.prompt()
      return nil
    } catch {
      return error.code == .usage ? error.message : "code \(error.code.rawValue)"
    }
  }

  @Test("A document goes as its text, with its name where it is not alone")
  func documents() throws {
    var both = untouched(["why?"])
    both.files = ["a.pdf"]
    both.contents = ["a.pdf": Array("page one\n".utf8)]
    #expect(try both.prompt().text == "why?\n\n<file name=\"a.pdf\">\npage one\n</file>")
  }

  @Test("Words are the prompt, and an open stdin is not touched")
  func words() throws {
    #expect(try untouched(["what", "is", "this?"]).prompt().text == "what is this?")
  }

  @Test("Without words, or with -, stdin is the prompt")
  func input() throws {
    #expect(try source(input: "from a pipe\n").prompt().text == "from a pipe\n")
    #expect(try source(["-"], input: "asked for").prompt().text == "asked for")
    #expect(try source(["-"], input: "typed", isTerminal: true).prompt().text == "typed")
  }

  @Test("A prompt that is given and empty, as by an unset variable, does not wait for stdin")
  func empty() {
    #expect(message(untouched([""])) == "the prompt is empty.")
    #expect(message(untouched([" ", "\n"])) == "the prompt is empty.")
  }

  @Test("--stdin goes beside the prompt, marked")
  func beside() throws {
    var both = source(["review", "this"], input: "a\nb\n")
    both.addsInput = true
    #expect(try both.prompt().text == "review this\n\n<stdin>\na\nb\n</stdin>")
    both.words = []
    #expect(try both.prompt().text == "a\nb\n")
    both.words = ["-"]
    #expect(try both.prompt().text == "a\nb\n")
  }

  @Test("A file alone is the prompt, and stdin is left alone; beside words it carries its name")
  func files() throws {
    let path = try file("question.txt", Array("why?\n".utf8))
    defer { unlink(path) }
    var alone = untouched([])
    alone.files = [path]
    #expect(try alone.prompt().text == "why?\n")
    alone.words = ["answer"]
    #expect(try alone.prompt().text == "answer\n\n<file name=\"\(path)\">\nwhy?\n</file>")
    alone.words = []
    alone.files = [path, path]
    #expect(try alone.prompt().text.components(separatedBy: "<file name=").count == 3)
  }

  @Test("Nothing to ask is a usage error that says how to ask")
  func nothing() {
    #expect(message(source(isTerminal: true))?.contains("exec needs a prompt") == true)
    #expect(message(source(input: " \n\t"))?.contains("empty") == true)
    #expect(message(source(["-"], input: ""))?.contains("empty") == true)
    var missing = untouched(["x"])
    missing.files = ["/no/such/file"]
    #expect(message(missing)?.contains("There is no file /no/such/file") == true)
    missing.files = ["/"]
    #expect(message(missing)?.contains("cannot be read") == true)
  }

  @Test("A picture becomes a data URL by its content; what is none is refused")
  func images() throws {
    let picture = try file("a.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2])
    let text = try file("b.png", Array("no picture".utf8))
    defer {
      unlink(picture)
      unlink(text)
    }
    var source = untouched(["what is this?"])
    source.images = [picture]
    #expect(try source.prompt().images == ["data:image/png;base64,iVBORw0KGgoBAg=="])
    source.images = [text]
    #expect(message(source)?.contains("is no picture") == true)
  }
}

@Suite("Bytes as text")
struct TextDecodingTests {
  private func text(_ bytes: [UInt8]) -> String {
    do throws(Failure) {
      return try TextDecoding.text(bytes, source: "stdin")
    } catch {
      return "! \(error.message)"
    }
  }

  @Test("UTF-8 with and without a mark, UTF-16 of either order")
  func encodings() {
    #expect(text(Array("grüße 👩‍💻".utf8)) == "grüße 👩‍💻")
    #expect(text([0xEF, 0xBB, 0xBF] + Array("hi".utf8)) == "hi")
    let units = Array("hi 👋".utf16)
    #expect(text([0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }) == "hi 👋")
    #expect(text([0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }) == "hi 👋")
    #expect(text([]) == "")
  }

  @Test("What is neither is refused with its place and the command that converts it")
  func refusals() {
    #expect(text([0x61, 0x62, 0xFF, 0x63]).contains("offset 2"))
    #expect(text([0xEF, 0xBB, 0xBF, 0x61, 0xC3]).contains("offset 4"))
    #expect(text([0x61, 0xC0, 0x80]).contains("iconv"))
    #expect(text([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]).contains("UTF-32"))
    #expect(text([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61]).contains("iconv -f UTF-32"))
    #expect(text([0xFF, 0xFE, 0x61]).contains("half a character"))
    #expect(text([0xFF, 0xFE, 0x61, 0, 0x00, 0xD8]).contains("byte 4"))
  }
}
