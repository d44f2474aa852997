import Engine
import TUI

/// `prompts.jsonl`: what was sent, a JSON text per line, newest last.
struct PromptHistoryFile {
  /// Larger prompts are kept with their conversation only.
  static let largest = 256 << 10
  private static let name = "prompts.jsonl"

  let directory: StateDirectory?

  func read() -> PromptHistory {
    guard let (lines, isWhole) = directory?.readLines(Self.name) else { return PromptHistory() }
    let prompts = lines.suffix(PromptHistory.limit).compactMap { line -> PromptHistory.Entry? in
      guard let json = JSON(parsing: String(line)) else { return nil }
      return json.string.map { .text($0, isCommand: $0.first == "/" && SlashLine($0) != nil) }
        ?? .elements(PromptElements.elements(json))
    }
    // What is long out of reach goes once there is a good deal of it.
    if !isWhole || lines.count > 2 * PromptHistory.limit {
      let kept = lines.suffix(PromptHistory.limit).joined(separator: "\n") + "\n"
      try? directory?.write(kept, to: Self.name)
    }
    return PromptHistory(prompts)
  }

  /// A prompt that cannot be kept is still in this run's history.
  func append(_ prompt: [Composer.Element]) {
    let text = prompt.text
    guard !text.isEmpty, text.utf8.count <= Self.largest else { return }
    let isText = prompt.allSatisfy { $0.isText }
    let json = isText ? JSON.string(text) : PromptElements.json(prompt)
    try? directory?.append(json.text + "\n", to: Self.name)
  }
}

extension Composer.Element {
  /// Neither a paste nor a file.
  fileprivate var isText: Bool {
    switch self {
    case .grapheme, .literal: true
    case .paste, .file: false
    }
  }
}

/// `screen.json`: how the user arranged the screen by keys.
struct ArrangementFile {
  private static let name = "screen.json"
  let directory: StateDirectory?

  func read() -> Arrangement? {
    guard let text = directory?.read(Self.name), let json = JSON(parsing: text),
      let share = json["thinking_percent"]?.count(.ordinal), (10...90).contains(share)
    else { return nil }
    return Arrangement(thinkingShare: share)
  }

  /// An arrangement that cannot be kept is made again by two keys.
  func write(_ arrangement: Arrangement) {
    let json: JSON = ["thinking_percent": .int(arrangement.thinkingShare)]
    try? directory?.write(json.text + "\n", to: Self.name)
  }
}
