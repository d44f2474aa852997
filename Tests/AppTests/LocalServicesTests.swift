import Engine
import Foundation
import Support
import TUI
import Testing

@testable import App

/// What is kept between runs, and files on their way into a prompt: on a real disk.
@ScreenActor
@Suite("Files of this machine", .limit(minutes: 1))
struct LocalServicesTests {
  private final class Folder {
    let path: String
    init() throws {
      path = NSTemporaryDirectory() + "codex-tui-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
      try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
      return path + "/" + name
    }

    var state: StateDirectory? { StateDirectory(environment: ["XDG_STATE_HOME": path]) }
  }

  private func mode(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  @Test("Prompts come back in the next run, whatever is in them, readable by their owner only")
  func history() throws {
    let folder = try Folder()
    let file = PromptHistoryFile(directory: folder.state)
    file.append(.pasted("one"))
    file.append(.pasted("two\nlines \u{1b}[31m \"quoted\""))
    file.append(.pasted(String(repeating: "x", count: PromptHistoryFile.largest + 1)))
    var history = PromptHistoryFile(directory: folder.state).read()
    #expect(history.earlier(than: [])?.text == "two\nlines \u{1b}[31m \"quoted\"")
    #expect(history.earlier(than: .pasted("two\nlines \u{1b}[31m \"quoted\""))?.text == "one")
    #expect(mode(folder.path + "/codex-tui/prompts.jsonl") == 0o600)
    #expect(mode(folder.path + "/codex-tui") == 0o700)
  }

  @Test("A draft comes back with its tokens once its window is gone; what was sent leaves none")
  func draft() throws {
    let folder = try Folder()
    var file: DraftFile? = DraftFile(directory: folder.state)
    var composer = Composer()
    composer.insert("see ")
    composer.paste(String(repeating: "line\n", count: 100))
    composer.insert(.file(Attachment(path: "a.txt", bytes: 3, content: .text("hi\n"))))
    composer.paste("mail me@home.example")
    file?.record(composer)
    file?.flush()
    var second: DraftFile? = DraftFile(directory: folder.state)
    #expect(second?.read() == [], "a window that lives keeps its draft")
    file = nil
    let back = try #require(second?.read())
    // A file is read anew: its word stands where its token stood.
    let wanted = composer.elements.flatMap { element in
      if case .file(let file) = element {
        ("@" + file.path).map(Composer.Element.grapheme)
      } else {
        [element]
      }
    }
    #expect(back == wanted)
    let drafts = folder.path + "/codex-tui/drafts"
    for name in try FileManager.default.contentsOfDirectory(atPath: drafts) {
      #expect(mode(drafts + "/" + name) == 0o600, "\(name)")
    }
    _ = composer.take()
    second?.record(composer)
    second?.flush()
    second = nil
    #expect(DraftFile(directory: folder.state).read().isEmpty)
  }

  @Test("Two windows keep two drafts")
  func twoWindows() throws {
    let folder = try Folder()
    var windows = ["one", "two"].map { text in
      let file = DraftFile(directory: folder.state)
      var composer = Composer()
      composer.insert(text)
      file.record(composer)
      file.flush()
      return file
    }
    windows = []
    let back = (0..<2).map { _ in DraftFile(directory: folder.state) }.map { $0.read().text }
    #expect(back.sorted() == ["one", "two"])
    #expect(windows.isEmpty)
  }

  @Test("A conversation is written in the form the file's name asks for, never over another file")
  func export() async throws {
    let folder = try Folder()
    let turn = PicturedState.turn(PicturedState.thinking + [(.text("It is **so**."), 14)])
    var transcript = Transcript()
    transcript.begin(turn)
    transcript.settle()
    let summary = ConversationSummary(id: ConversationID("abcdef01"), created: 0)
    let conversation = Conversation(summary: summary, transcript: transcript)
    for (name, begins) in [("a.md", "#"), ("a.json", "{"), ("a.html", "<!"), ("a.txt", "")] {
      let path = folder.path + "/" + name
      let words = await ConversationExport.write(conversation, to: path, Redaction())
      #expect(words.hasPrefix("written to "))
      let bytes = try #require(try TextFile.read(path))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasPrefix(begins) && text.contains("It is "))
      #expect(mode(path) == 0o600)
    }
    let again = await ConversationExport.write(conversation, to: folder.path + "/a.md", Redaction())
    #expect(again.contains("exists and stays as it is"))
    let nowhere = await ConversationExport.write(
      conversation, to: folder.path + "/no/a.md", Redaction())
    #expect(nowhere.contains("cannot be written"))
  }

  @Test("A broken draft file is no draft, and no crash")
  func brokenDraft() throws {
    let folder = try Folder()
    try folder.state?.write("[{\"text\":", to: "draft.json")
    #expect(DraftFile(directory: folder.state).read().isEmpty)
  }

  @Test("The split of the panes comes back")
  func arrangement() throws {
    let folder = try Folder()
    ArrangementFile(directory: folder.state).write(Arrangement(thinkingShare: 55))
    #expect(ArrangementFile(directory: folder.state).read() == Arrangement(thinkingShare: 55))
    try folder.state?.write("{\"thinking_percent\":900}", to: "screen.json")
    #expect(ArrangementFile(directory: folder.state).read() == nil)
  }

  @Test("Text goes as text, a picture as a data URL; all else is refused with the reason")
  func attachments() async throws {
    let folder = try Folder()
    let text = try folder.write(Array("hello\n".utf8), "a.txt")
    let picture = try folder.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1], "b.bin")
    let binary = try folder.write([0, 1, 2], "c.bin")
    let huge = try folder.write([UInt8](repeating: 0x61, count: 5 << 20), "d.txt")
    let answers = await AttachmentReader.read([
      text + ".", picture, binary, huge, folder.path, folder.path + "/none",
    ])
    #expect(
      answers[0].outcome
        == .file(Attachment(path: text, bytes: 6, content: .text("hello\n"))))
    guard case .file(let image) = answers[1].outcome, case .image(let url) = image.content else {
      Issue.record("no image: \(answers[1])")
      return
    }
    #expect(url.hasPrefix("data:image/png;base64,iVBORw0KGgoB"))
    let refusals = answers[2...3].map { answer -> String in
      if case .refused(let reason) = answer.outcome { reason } else { "" }
    }
    #expect(refusals[0].contains("neither text"))
    #expect(refusals[1].contains("at most 4.2 MB"))
    #expect(answers[4].outcome == .folder)
    #expect(answers[5].outcome == .absent)
  }

  @Test("Files of one folder are listed with folders marked")
  func listing() async throws {
    let folder = try Folder()
    _ = try folder.write([], "b")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/sub", withIntermediateDirectories: true)
    let list = await FileFinder.list(folder.path + "/")
    #expect(list.entries == [folder.path + "/b", folder.path + "/sub/"])
  }

  @Test("The editor's text comes back; an editor that fails changes nothing")
  func editor() async throws {
    let folder = try Folder()
    let script = try folder.write(
      Array("#!/bin/sh\nprintf ' and more\\n' >> \"$2\"\ntest \"$1\" = --wait\n".utf8), "ed.sh")
    chmod(script, 0o700)
    let good = ExternalEditor(
      environment: ["VISUAL": script + " --wait", "EDITOR": "false"], directory: folder.state)
    #expect(await good.edit("a draft") == .init(text: "a draft and more"))
    let bad = ExternalEditor(environment: ["EDITOR": "false"], directory: folder.state)
    let outcome = await bad.edit("a draft")
    #expect(outcome.text == nil, "a failing editor changes nothing")
    #expect(outcome.complaint?.contains("the text is as it was") == true)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/codex-tui")
    #expect(left.isEmpty)
  }
}
