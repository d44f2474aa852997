import Engine
import TUI

extension Runtime {
  /// What the shell shows when the screen is gone: how to come back to this conversation, or why
  /// there will be no coming back.
  func sayFarewell() async {
    let session = await engine.session
    guard !session.transcript.isEmpty else { return }
    switch session.keeping {
    case .off: break
    case .kept:
      let words = ConversationsMessages.toContinue(
        session.conversation.id, inDemo: session.server.isSimulated)
      StandardError.write(words + "\n")
    case .failing(let error):
      StandardError.write("! \(Sanitizer.sanitize(error.message))\n")
    }
  }

  /// Says it where a conversation that should have been kept was not. Waits for the last write.
  func complainOfLoss() async {
    await engine.kept()
    if case .failing(let error) = await engine.session.keeping {
      OutputStreams.standard.complain(error)
    }
  }
}
