import Engine

/// What stands over the panes and takes the keys first.
package enum Overlay: Equatable, Sendable {
  /// The keys, and how far the list is scrolled.
  case help(top: Int)
  case profiles(Picker)
  case models(Picker)
  case conversations(Picker)
  /// Something else to choose.
  case choice(Choice, Picker)
  /// Text to read.
  case page(Page)
  /// A question before something that cannot be taken back.
  case confirm(Confirmation)

  /// The list that is open, if one is.
  package var picker: Picker? {
    switch self {
    case .profiles(let picker), .models(let picker), .conversations(let picker),
      .choice(_, let picker):
      picker
    case .help, .page, .confirm: nil
    }
  }

  /// The same overlay with its list changed.
  package func with(_ picker: Picker) -> Overlay {
    switch self {
    case .profiles: .profiles(picker)
    case .models: .models(picker)
    case .conversations: .conversations(picker)
    case .choice(let choice, _): .choice(choice, picker)
    case .help, .page, .confirm: self
    }
  }
}

/// What a list is for.
package enum Choice: Equatable, Sendable {
  case server, effort, theme
  /// Prompts sent before.
  case history
  /// Ways out of a prompt that would not fit.
  case overflow
}

/// Text to read and scroll.
package struct Page: Equatable, Sendable {
  package var title: String
  package var lines: [Line]
  package var top = 0

  package init(title: String, lines: [Line]) {
    self.title = title
    self.lines = lines
  }
}

/// A question with what a yes does.
package struct Confirmation: Equatable, Sendable {
  package var question: String
  package var detail: String
  package var commands: [Command]

  package init(question: String, detail: String, commands: [Command]) {
    self.question = question
    self.detail = detail
    self.commands = commands
  }
}
