import Support

@testable import Engine
@testable import TUI

extension FuzzTarget {
  static let files = [
    FuzzTarget("configuration", seeds: [".toml"]) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      try placed(text)
      for isStrict in [false, true] {
        let first = load(text, isStrict: isStrict)
        try requireEqual(first, load(text, isStrict: isStrict), "a second reading differs")
        guard case .success(let configuration) = first else { continue }
        try require(
          configuration.profiles.contains(configuration.activeProfile), "no active profile")
        for profile in configuration.profiles { _ = configuration.provider(of: profile) }
      }
      override(text)
    },
    FuzzTarget("theme", seeds: ["themes/nord.toml", "themes/contrast.toml", ".toml"]) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let theme = try ThemeFile.parse(text, source: "t.toml")
        try requireEqual(theme, try ThemeFile.parse(text, source: "t.toml"), "read twice")
      } catch let complaint as ThemeFile.Complaint {
        try require(!complaint.message.isEmpty, "a complaint without words")
        try require(complaint.line <= lineCount(text) + 1, "line \(complaint.line) of the file")
      }
    },
    FuzzTarget("conversation", seeds: ["conversation.json"]) { bytes in
      guard let read = try? ConversationFile.conversation(bytes, named: "f") else { return }
      try holds(read)
      let written = ConversationFile.json(read, Redaction())
      let again = try ConversationFile.conversation(written.bytes, named: "f")
      try requireEqual(
        ConversationFile.json(again, Redaction()).text, written.text, "written again it differs")
    },
    FuzzTarget("codex", seeds: [".jsonl"]) { bytes in
      _ = CodexRollout.isOne(bytes)
      guard let read = try? CodexRollout.conversation(bytes, named: "f") else { return }
      try holds(read)
      let written = ConversationFile.json(read, Redaction())
      let again = try ConversationFile.conversation(written.bytes, named: "f")
      try requireEqual(again.transcript.count, read.transcript.count, "turns lost on the way")
    },
  ]

  private static func lineCount(_ text: String) -> Int {
    text.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  /// Every place a value or a complaint names is in the file.
  private static func placed(_ text: String) throws {
    do {
      try placed(try TOMLValue.parse(text, source: "f"), lineCount(text))
    } catch let error as TOMLValue.SyntaxError {
      try require(!error.message.isEmpty, "a complaint without words")
      try require(error.place.line <= lineCount(text) + 1, "line \(error.place.line)")
    }
  }

  private static func placed(_ value: TOMLValue, _ lines: Int) throws {
    try require(value.place.line <= lines, "line \(value.place.line) of \(lines)")
    for member in value.members ?? [] { try placed(member.value, lines) }
  }

  private static func load(
    _ text: String, isStrict: Bool
  ) -> Result<Configuration, EngineError> {
    Result { () throws(EngineError) in try EngineFixture.configuration(text, isStrict: isStrict) }
  }

  /// The lines as `-c key=value`.
  private static func override(_ text: String) {
    let lines = text.split(separator: "\n").prefix(4).map(String.init)
    let source = ConfigurationSource(environment: ["HOME": "/h"], overrides: lines) { _ in nil }
    _ = try? Configuration.load(source)
  }

  /// What the screen and the engine rely on, however the file lied about parents.
  private static func holds(_ conversation: Conversation) throws {
    let transcript = conversation.transcript
    let path = transcript.tree.path
    try requireEqual(Set(path).count, path.count, "the path goes in a circle")
    for (index, id) in path.enumerated() where index > 0 {
      try requireEqual(transcript.tree.parent(of: id), path[index - 1], "parents on the path")
    }
    for turn in transcript.all { _ = transcript.place(of: turn.id) }
    var changed = transcript
    for turn in transcript.all.prefix(4) {
      changed.select(turn.id)
      changed.delete(turn.id)
    }
    while changed.undo() {}
  }
}
