import ArgumentParser
import Engine
import TUI

extension CompletionKind {
  /// Ids of kept conversations, with their titles where the shell shows a description.
  static var conversation: CompletionKind {
    .custom { _, _, _ in
      let kept = await KnownNames.conversations()
      return kept.map { CompletionWords.candidate($0, for: CompletionShell.requesting) }
    }
  }
}

/// A conversation as a shell's completion reads it.
enum CompletionWords {
  static func candidate(_ summary: ConversationSummary, for shell: CompletionShell?) -> String {
    let id = summary.id.rawValue
    let title = Washer.wash(summary.title).map { $0.isWhitespace ? " " : String($0) }.joined()
    switch shell {
    // `_describe` cuts at the first colon that no backslash precedes.
    case .zsh: return id + ":" + title.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
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
