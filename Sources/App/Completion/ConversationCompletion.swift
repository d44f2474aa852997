import ArgumentParser
import Engine
import TUI

extension CompletionKind {
  /// Ids of kept conversations, with their titles where the shell shows a description.
  static var conversation: CompletionKind {
    .custom { _, _, _ in
      let kept = await KnownNames.conversations()
      return kept.filter { CompletionWords.isSafe($0.id.rawValue) }.map {
        CompletionWords.candidate($0, for: CompletionShell.requesting)
      }
    }
  }
}

/// A conversation as a shell's completion reads it.
enum CompletionWords {
  /// Whether a name may be offered. The scripts of the shells expand what they are given once more, so
  /// nothing that means something to a shell is, whatever a server calls its models; nor an option.
  static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("-")
      && name.utf8.allSatisfy { byte in
        byte.isDigit || byte.isLetter || "._:/@+-".utf8.contains(byte)
      }
  }

  /// The names that may be offered, as the shell that asks wants them.
  static func candidates(
    _ names: [String], for shell: CompletionShell? = CompletionShell.requesting
  ) -> [String] {
    names.filter(isSafe).map { shell == .zsh ? forDescribe($0) : $0 }
  }

  /// zsh's `_describe` cuts at the first colon that no backslash precedes: `gpt-oss:20b` would end there.
  private static func forDescribe(_ text: String) -> String { text.replacing(":", with: "\\:") }

  /// A title for a description: letters, digits and plain punctuation.
  static func plain(_ title: String) -> String {
    var plain = ""
    for scalar in Sanitizer.sanitize(title).unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      plain.unicodeScalars.append(
        isWord || ".,:?-+_/@".unicodeScalars.contains(scalar) ? scalar : " ")
    }
    return plain
  }

  static func candidate(_ summary: ConversationSummary, for shell: CompletionShell?) -> String {
    let id = summary.id.rawValue
    let title = plain(summary.title)
    switch shell {
    case .zsh: return id + ":" + forDescribe(title)
    case .fish: return id + "\t" + title
    default: return id
    }
  }
}

extension KnownNames {
  /// More than this is no list to choose from.
  private static let conversationLimit = 100

  /// Kept conversations, pinned ones first, then the newest. None when there is no archive yet: a
  /// Tab must not make one.
  static func conversations() async -> [ConversationSummary] {
    guard let state = StateDirectory(environment: Environment.current),
      Archive.exists(in: state.path)
    else { return [] }
    let archive = Archive(folder: state.path)
    let found = try? await archive.summaries(limit: conversationLimit)
    await archive.close()
    return found ?? []
  }
}
