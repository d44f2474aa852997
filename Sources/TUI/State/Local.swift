import Engine

/// What the state wants done with files and programs of this machine.
package enum LocalRequest: Equatable, Sendable {
  /// Names for completion; answered by `.files`.
  case listFiles(String)
  /// Answered by `.attached`.
  case attach([String], AttachReason)
  /// Gives the text to the user's editor; answered by `.edited`.
  case edit(String)
  /// Gives the conversation's instructions to the editor; answered by `.instructions`.
  case editInstructions(String)
  /// Gives a part of a reply to the editor; answered by `.replyEdited`.
  case editReply(Turn.ID, ReplyPart, String)
  /// Keeps a prompt for the next runs.
  case remember([Composer.Element])
  /// Writes a conversation to a file, by default one that its id names; told by a report.
  case export(Conversation, path: String)
  /// Reads the images that an answer links, by the addresses it writes; answered by `.images`.
  case readImages(Turn.ID, [String])
  /// Keeps how the screen is arranged for the next runs.
  case keep(Arrangement)
}

/// What came of it.
package enum LocalAnswer: Equatable, Sendable {
  case files(FileList)
  case attached([AttachAnswer], AttachReason)
  /// The text as the editor left it; `nil` when it was not saved or could not be run.
  case edited(String?, complaint: String?)
  /// The instructions as the editor left them; `nil` when they are as they were.
  case instructions(String?, complaint: String?)
  /// The images that could be read, by the address that the answer writes.
  case images(Turn.ID, [String: Image])
  /// The part of the reply as the editor left it; `nil` when it is as it was.
  case replyEdited(Turn.ID, ReplyPart, String?, complaint: String?)
}

package enum ReplyPart: String, Equatable, Sendable { case thinking, answer }

/// Why files are looked for.
package enum AttachReason: Equatable, Sendable {
  /// The user named the file to attach it: what is wrong is said.
  case asked
  /// An `@word` was written, and may be just a word.
  case word
  /// The same, and Enter waits: a prompt whose files are just being attached is not sent unseen.
  case enter
  /// A pasted text that consists of paths: this text.
  case dropped(String)
}

package struct AttachAnswer: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    case file(Attachment)
    /// There is no such file: the word was just a word.
    case absent
    case folder
    case refused(String)
  }

  package var path: String
  package var outcome: Outcome

  package init(path: String, outcome: Outcome) {
    self.path = path
    self.outcome = outcome
  }
}

/// How a user arranged the screen by keys; kept between runs.
package struct Arrangement: Equatable, Sendable {
  /// Columns of a hundred.
  package var thinkingShare: Int

  package init(thinkingShare: Int) {
    self.thinkingShare = thinkingShare
  }
}
