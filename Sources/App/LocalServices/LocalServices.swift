import Engine
import TUI

/// Does what the screen asks of this machine's files and programs, and posts what came of it.
///
/// Small files are read and written at once; what may take long runs beside the loop.
@ScreenActor
final class LocalServices {
  private let inbox: Inbox
  private let history: PromptHistoryFile
  private let arrangement: ArrangementFile
  private let editor: ExternalEditor
  /// What an export leaves out.
  private let redaction: @Sendable () async -> Redaction
  /// Lends the terminal to another program, and takes it back.
  private let suspendTerminal: @ScreenActor (Bool) -> Void
  private var listing: Task<Void, Never>?
  private var reading: Task<Void, Never>?
  /// At images that answers link; what the user attaches does not wait for them.
  private var looking: Task<Void, Never>?
  private var editing: Task<Void, Never>?
  private var exporting: Task<Void, Never>?

  /// - Parameter state: where things are kept between runs; `nil` keeps nothing.
  init(
    inbox: Inbox, state: StateDirectory?, environment: [String: String],
    redaction: @escaping @Sendable () async -> Redaction,
    suspendTerminal: @escaping @ScreenActor (Bool) -> Void
  ) {
    self.inbox = inbox
    self.redaction = redaction
    self.suspendTerminal = suspendTerminal
    history = PromptHistoryFile(directory: state)
    arrangement = ArrangementFile(directory: state)
    editor = ExternalEditor(environment: environment, directory: state)
  }

  func perform(_ request: LocalRequest) {
    switch request {
    case .listFiles(let folder): list(folder)
    case .attach(let paths, let reason): attach(paths, reason)
    case .edit(let text): edit(text) { .edited($0.text, complaint: $0.complaint) }
    case .editInstructions(let text):
      edit(text) { .instructions($0.text, complaint: $0.complaint) }
    case .editReply(let id, let part, let text):
      edit(text) { .replyEdited(id, part, $0.text, complaint: $0.complaint) }
    case .remember(let prompt): history.append(prompt)
    case .keep(let new): arrangement.write(new)
    case .readImages(let turn, let addresses): readImages(turn, addresses)
    case .export(let conversation, let path): export(conversation, path)
    }
  }

  /// Returns once an editor that had the terminal is gone and has given it back.
  func stop() async {
    listing?.cancel()
    reading?.cancel()
    looking?.cancel()
    exporting?.cancel()
    editing?.cancel()
    await editing?.value
  }

  private func list(_ folder: String) {
    listing?.cancel()
    listing = Task { [inbox] in
      let list = await FileFinder.list(folder)
      if !Task.isCancelled { inbox.post(.local(.files(list))) }
    }
  }

  private func attach(_ paths: [String], _ reason: AttachReason) {
    reading = Task { [inbox, before = reading] in
      await before?.value
      let answers = await AttachmentReader.read(paths)
      inbox.post(.local(.attached(answers, reason)))
    }
  }

  private func readImages(_ turn: Turn.ID, _ addresses: [String]) {
    looking = Task { [inbox, before = looking] in
      await before?.value
      let images = await LinkedImageReader.read(addresses)
      inbox.post(.local(.images(turn, images)))
    }
  }

  private func export(_ conversation: Conversation, _ path: String) {
    exporting = Task { [inbox, redaction] in
      let report = await ConversationExport.write(conversation, to: path, await redaction())
      inbox.post(.report(report))
    }
  }

  /// The reply goes on meanwhile; its pictures wait until the terminal is ours again.
  private func edit(
    _ text: String, _ answer: @escaping @Sendable (ExternalEditor.Outcome) -> LocalAnswer
  ) {
    guard editing == nil else { return }
    suspendTerminal(true)
    editing = Task { [inbox, editor] in
      let outcome = await editor.edit(text)
      suspendTerminal(false)
      editing = nil
      inbox.post(.local(answer(outcome)))
    }
  }
}
