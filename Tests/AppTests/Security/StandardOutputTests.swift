import Engine
import Foundation
import Support
import Testing

@testable import App

@Suite("Tables and exports obey no name", .limit(minutes: 1))
struct StandardOutputTests {
  private static let hostile =
    HostileText.forTerminals + HostileText.forShells + HostileText.forPages

  /// A kept conversation all of whose words are hostile.
  private static func place() async throws -> KeptPlace {
    let place = try await KeptPlace()
    let archive = Archive(folder: place.state)
    for (number, text) in hostile.enumerated() {
      var transcript = Transcript()
      transcript.begin(
        Turn(
          id: Turn.ID(Int64(1000 + number)), prompt: Prompt(text + " findme"),
          reply: Reply(
            source: .init(profile: text, provider: text, requestedModel: text),
            status: .failed(EngineError(.brokenStream, text, remedy: text)), reasoning: text,
            text: text), created: 1_790_000_000_000))
      transcript.settle()
      var summary = ConversationSummary(
        id: ConversationID("beef0" + String(100 + number)), created: 1_790_000_000_000)
      summary.givenTitle = text
      summary.tags = [text]
      _ = try await archive.add(Conversation(summary: summary, transcript: transcript))
    }
    await archive.close()
    let rows = hostile.map { text -> String in
      let row: JSON = [
        "at": 1, "profile": .string(text), "provider": .string(text), "model": .string(text),
        "status": "complete",
      ]
      return row.text + "\n"
    }
    try rows.joined().write(
      toFile: place.state + "/replies.jsonl", atomically: true, encoding: .utf8)
    return place
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F..<0xA0: false
    case 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0xFEFF, 0xE0000...0xE007F: false
    default: true
    }
  }

  @Test(
    "Every command that tells what is kept",
    arguments: [
      ["sessions"], ["sessions", "--tag", "\u{1b}]0;title\u{7}"], ["search", "findme"], ["stats"],
      ["sessions", "pin", "beef0100"], ["sessions", "check"], ["sessions", "beef"],
    ])
  func tables(_ arguments: [String]) async throws {
    let place = try await Self.place()
    defer { place.remove() }
    let run = ProgramRun(arguments: arguments, environment: ["HOME": place.home])
    let outcome = try await run.outcome()
    for text in [outcome.out, outcome.error] {
      let bad = text.unicodeScalars.filter { !Self.isHarmless($0) }
      #expect(bad.isEmpty, "\(bad.map { String($0.value, radix: 16) }) in \(text.prefix(200))")
    }
  }

  @Test(
    "JSON is one value a line, whatever stands in it",
    arguments: [
      ["sessions", "--json"], ["search", "--json", "findme"], ["stats", "--json"],
    ])
  func json(_ arguments: [String]) async throws {
    let place = try await Self.place()
    defer { place.remove() }
    let run = ProgramRun(arguments: arguments, environment: ["HOME": place.home])
    let lines = try await run.outcome().out.split(separator: "\n")
    #expect(lines.count > 5)
    for line in lines { #expect(JSON(parsing: String(line)) != nil, "\(line)") }
  }

  @Test("A bare export is named by the id, in the folder it was asked for")
  func fileNames() async throws {
    let place = try await Self.place()
    defer { place.remove() }
    let folder = place.home + "/out"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let typed = Array("/export\n".utf8)
    let run = ProgramRun(
      arguments: ["resume", "--linear", "beef0100"], input: .bytes(typed),
      environment: ["HOME": place.home])
    _ = try await run.outcome(script: "cd \"$HOME/out\" && exec \"$@\"")
    let made = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(made.allSatisfy { $0 == "beef0100.md" }, "\(made)")
  }
}
