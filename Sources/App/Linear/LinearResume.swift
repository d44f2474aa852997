import Engine
import TUI

/// Kept conversations, in plain lines.
extension Linear {
  /// A list longer than this is not listened to; `codex-tui sessions` has all.
  private static let longestList = 10

  func resume(_ id: String?) async {
    do throws(EngineError) {
      guard let id else { return list(try await engine.keptConversations(limit: Self.longestList)) }
      try await engine.resume(matching: id)
      await tellWhere()
    } catch {
      write(
        Sanitizer.sanitize([error.message, error.remedy].compactMap(\.self).joined(separator: " ")))
    }
  }

  private func list(_ found: [ConversationSummary]) {
    for summary in found { write(SessionsCommand.List.line(summary)) }
    write(found.isEmpty ? LinearMessages.noConversations : LinearMessages.resumeWithID)
  }

  /// Which conversation goes on, and its last turn; nothing where a new one begins.
  func tellWhere() async {
    let session = await engine.session
    guard let last = session.transcript.last else { return }
    let count = session.transcript.settled.count
    write(
      LinearMessages.goingOn(
        with: Sanitizer.sanitize(session.conversation.title), turns: count))
    write(LinearMessages.you(Sanitizer.sanitize(last.prompt.text)))
    if !last.reply.text.isEmpty {
      write(LinearMessages.answer(Sanitizer.sanitize(last.reply.text.string)))
    }
  }
}
