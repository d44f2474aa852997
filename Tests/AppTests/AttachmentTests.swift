import Foundation
import Testing

@testable import App
@testable import TUI

/// Documents, folders, long tables and git's changes as parts of a prompt.
@Suite("What people attach", .limit(minutes: 1))
struct AttachmentTests {
  private final class Folder {
    let path = NSTemporaryDirectory() + "attach-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(
        atPath: path + "/bin", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var environment: [String: String] { ["PATH": path + "/bin"] }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
      try FileManager.default.createDirectory(
        atPath: (path + "/" + name as NSString).deletingLastPathComponent,
        withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: path + "/" + name))
      return path + "/" + name
    }

    /// A program of that name that is found first.
    func program(_ name: String, _ script: String) throws {
      let file = try write(Array("#!/bin/sh\n\(script)\n".utf8), "bin/\(name)")
      chmod(file, 0o700)
    }

    func attach(_ path: String) async -> AttachAnswer.Outcome? {
      await AttachmentReader.read([path], environment: environment).first?.outcome
    }
  }

  private static func text(_ outcome: AttachAnswer.Outcome?) -> String? {
    guard case .file(let file)? = outcome, case .text(let text) = file.content else { return nil }
    return text
  }

  private static func refusal(_ outcome: AttachAnswer.Outcome?) -> String {
    if case .refused(let words)? = outcome { words } else { "" }
  }

  @Test("A PDF is its text, by pdftotext; where that is not installed, the way to it is said")
  func pdf() async throws {
    let folder = try Folder()
    let file = try folder.write(Array("%PDF-1.7 …".utf8), "a.pdf")
    let words = Self.refusal(await folder.attach(file))
    #expect(words.contains("pdftotext") && words.contains("apt install poppler-utils"), "\(words)")
    try folder.program("pdftotext", "printf 'page one: %s' \"$*\"")
    let outcome = await folder.attach(file)
    #expect(
      Self.text(outcome) == "page one: -enc UTF-8 -layout -q \(file) -",
      "\(Self.refusal(outcome))")
    try folder.program("pdftotext", "true")
    #expect(Self.refusal(await folder.attach(file)).contains("holds no text"))
    try folder.program("pdftotext", "exit 3")
    #expect(Self.refusal(await folder.attach(file)).contains("could make no text"))
  }

  @Test("Documents are read by pandoc, in its sandbox", arguments: ["docx", "odt", "epub"])
  func documents(_ ending: String) async throws {
    let folder = try Folder()
    let file = try folder.write([0x50, 0x4B, 3, 4, 0], "a.\(ending)")
    #expect(Self.refusal(await folder.attach(file)).contains("apt install pandoc"))
    try folder.program("pandoc", "printf '%s' \"$*\"")
    let text = Self.text(await folder.attach(file))
    #expect(text == "--sandbox --from \(ending) --to plain --wrap none \(file)")
  }

  @Test("A long table keeps its head and its tail, and says what is left out")
  func table() async throws {
    let folder = try Folder()
    let rows = (0..<20_000).map { "row \($0)\n" }
    let bytes = Array(rows.joined().utf8)
    let file = try folder.write(bytes, "a.csv")
    let text = try #require(Self.text(await folder.attach(file)))
    #expect(text.hasPrefix("row 0\n"))
    #expect(text.hasSuffix("row 19999\n"))
    #expect(text.utf8.count < LongTable.longest)
    let kept = text.split(separator: "\n").filter { $0.hasPrefix("row ") }
    let note = try #require(text.split(separator: "\n").first { $0.hasPrefix("[…") })
    #expect(note.contains("\(20_000 - kept.count) lines"), "\(note)")
    #expect(Set(kept).isSubset(of: Set(rows.map { $0.dropLast() })))
    // Another kind of text is whole, however long.
    let whole = try folder.write(bytes, "a.txt")
    #expect(Self.text(await folder.attach(whole))?.utf8.count == bytes.count)
  }

  @Test("A folder with its slash is a tree; without, it may be a word")
  func tree() async throws {
    let folder = try Folder()
    _ = try folder.write([], "src/b.swift")
    _ = try folder.write([], "src/a/c.swift")
    _ = try folder.write([], "src/.git/config")
    #expect(Self.text(await folder.attach(folder.path + "/src/")) == "a/\n  c.swift\nb.swift\n")
    #expect(await folder.attach(folder.path + "/src") == .folder)
  }

  @Test("@diff is git's, without programs that a repository names")
  func diff() async throws {
    let folder = try Folder()
    #expect(Self.refusal(await folder.attach("diff")).contains("no change"))
    try folder.program("git", "printf '%s' \"$*\"")
    let text = try #require(Self.text(await folder.attach("diff")))
    #expect(text.hasSuffix("--no-ext-diff --no-textconv HEAD"))
    #expect(Self.text(await folder.attach("staged"))?.hasSuffix("--cached") == true)
  }

  @Test("Each token says what it costs")
  func cost() {
    let file = Attachment(
      path: "a.txt", bytes: 8000, content: .text(String(repeating: "word ", count: 1600)))
    #expect(Composer.Element.file(file).display == "[@a.txt 8.0 KB ≈ 2k tok]")
    let image = Attachment(path: "a.png", bytes: 8000, content: .image("data:"))
    #expect(Composer.Element.file(image).display == "[@a.png 8.0 KB]")
  }
}
