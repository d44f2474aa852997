import Engine
import Foundation
import Support
import TUI
import Testing

@testable import App

/// Exported pages, read back by the parser that browsers agreed on.
@Suite(
  "A page holds no element, attribute or address that we did not write", .limit(minutes: 2))
struct PageParserTests {
  private static let pages = 300

  private static let parts =
    HostileText.forPages + HostileText.forShells + [
      "\n\n", "\n", " ", "```html\n", "```\n", "`", "**", "> ", "- [ ] ", "| a | b |\n|--|--|\n| ",
      "</title>",
      "</style>", "<style>@import url(//x.example)</style>", "<base href=//x.example>",
      "<svg onload=x>",
      "<form action=//x.example><button>", "<link rel=prefetch href=//x.example>", "<?php ?>",
      "<![CDATA[",
      "&#60;script&#62;", "[x]: javascript:alert(1)\n", "[x]", "<javascript:alert(1)>",
      "<https://ok.example>",
      "[b](vbscript:x)", "[c](data:text/html,<script>1</script>)",
      "[d](//x.example \"t\\\" onload=x\")",
      "![e](data:image/svg+xml,<svg/onload=x>)", "\u{0}", "\u{FEFF}", "\u{202E}", "\r", "text",
      "思考",
    ]

  /// The same texts for the same seed.
  private struct Dice {
    var state: UInt64
    mutating func text(_ longest: Int) -> String {
      var text = ""
      for _ in 0..<(1 + roll() % longest) { text += parts[roll() % parts.count] }
      return text
    }
    mutating func roll() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
  }

  private static func page(_ seed: Int) -> String {
    var dice = Dice(state: UInt64(seed) &* 7919 &+ 1)
    var prompt = Prompt(dice.text(6))
    prompt.images = ["data:image/png;base64,AA\(dice.text(3))", dice.text(2)]
    let reply = Reply(
      source: .init(profile: dice.text(2), provider: dice.text(2), requestedModel: dice.text(3)),
      status: seed % 3 == 0
        ? .failed(EngineError(.brokenStream, dice.text(3), remedy: dice.text(2))) : .complete,
      reasoning: dice.text(8), text: dice.text(12))
    var transcript = Transcript()
    transcript.begin(Turn(id: Turn.ID(1), prompt: prompt, reply: reply, created: 1))
    transcript.settle()
    var summary = ConversationSummary(id: ConversationID("abcd1234"), created: 1)
    summary.givenTitle = dice.text(3)
    return ConversationPage.html(
      Conversation(summary: summary, transcript: transcript), Redaction())
  }

  private static let checker = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/check-pages").standardizedFileURL.path

  private static func findings(_ folder: String) async throws -> ProgramRun.Outcome {
    try await ProgramRun(arguments: [checker, folder], environment: ["HOME": folder])
      .outcome(script: "shift; exec python3 \"$@\"")
  }

  @Test("Three hundred pages made of the worst parts, in every field")
  func fuzz() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-pages-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // What an unescaped page would be, so that silence means something.
    let live = "<meta http-equiv=refresh content=0><b onclick=x><a href=javascript:x>y</a>"
    try Data(live.utf8).write(to: URL(fileURLWithPath: folder + "/live.html"))
    let first = try await Self.findings(folder)
    guard !first.error.contains("No module named 'html5lib'"), first.code != 127 else {
      print("python3-html5lib is not installed, so no page is parsed")
      return
    }
    #expect(first.out.split(separator: "\n").count == 4, "\(first)")
    try FileManager.default.removeItem(atPath: folder + "/live.html")
    for seed in 0..<Self.pages {
      try Data(Self.page(seed).utf8).write(to: URL(fileURLWithPath: folder + "/\(seed).html"))
    }
    let outcome = try await Self.findings(folder)
    #expect(outcome.out == "" && outcome.code == 0, "\(outcome.out.prefix(2000)) \(outcome.error)")
  }
}
