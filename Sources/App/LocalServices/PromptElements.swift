import Engine
import TUI

/// A prompt's elements as JSON: `[{"text"}, {"literal"}, {"paste"}, {"file"}]`, for drafts and history.
enum PromptElements {
  static func json(_ elements: [Composer.Element]) -> JSON {
    var parts: [JSON] = []
    var text = ""
    for element in elements {
      if case .grapheme(let character) = element {
        text.append(character)
        continue
      }
      if !text.isEmpty { parts.append(["text": .string(text)]) }
      text = ""
      switch element {
      case .literal(let character): parts.append(["literal": .string(String(character))])
      case .paste(let paste): parts.append(["paste": .string(paste.text)])
      case .file(let file): parts.append(["file": .string(file.path)])
      case .grapheme: break
      }
    }
    if !text.isEmpty { parts.append(["text": .string(text)]) }
    return .array(parts)
  }

  /// A file is read anew, so that what goes out is what is there: its `@path` stands in its place.
  static func elements(_ json: JSON) -> [Composer.Element] {
    (json.array ?? []).flatMap { part -> [Composer.Element] in
      if let text = part["text"]?.string { return text.map(Composer.Element.grapheme) }
      if let signs = part["literal"]?.string { return signs.map(Composer.Element.literal) }
      if let paste = part["paste"]?.string { return [.paste(Paste(paste))] }
      if let path = part["file"]?.string { return ("@" + path).map(Composer.Element.grapheme) }
      return []
    }
  }
}
