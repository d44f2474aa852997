/// What a conversation is called by, in the archive and on the command line: `k3f9x2qp`.
package struct ConversationID: Hashable, Sendable, CustomStringConvertible {
  package let rawValue: String

  package init(_ rawValue: String) { self.rawValue = rawValue }

  /// An id from a file: our own form, or none. It becomes a file's name and a word for a shell.
  package init?(checking text: String) {
    guard text.unicodeScalars.count == 8,
      text.unicodeScalars.allSatisfy(Self.alphabet.unicodeScalars.contains)
    else { return nil }
    rawValue = text
  }

  private static let alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

  /// Eight of thirty-two characters; none of them looks like another one.
  package static func random() -> ConversationID {
    let alphabet = Array(Self.alphabet)
    return ConversationID(
      String((0..<8).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] }))
  }

  /// As it may be shown and be part of a file's name: an archive from elsewhere may hold any text here.
  package var description: String {
    String(
      String.UnicodeScalarView(
        rawValue.unicodeScalars.map { scalar in
          scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            ? scalar : "?"
        }))
  }
}

/// What is said of a conversation in a list.
package struct ConversationSummary: Equatable, Sendable, Identifiable {
  package var id: ConversationID
  /// What the user called it; `nil`: it goes by `proposedTitle`.
  package var givenTitle: String?
  /// Made of the first prompt.
  package var proposedTitle = ""
  /// Milliseconds since 1970.
  package var created: Int64
  package var changed: Int64
  /// Turns on all branches.
  package var turnCount = 0
  package var profile = ""
  package var model = ""
  /// How the newest answer begins.
  package var preview = ""
  package var tags: [String] = []
  package var isPinned = false
  package var isArchived = false
  package var isDeleted = false
  /// Replaces the profile's own system prompt in this conversation.
  package var systemPrompt: String?
  /// What it may call: `server` or `server:tool`; `nil`: what the configuration says.
  package var tools: [String]?
  /// What shapes its replies' words instead of what the profile says.
  package var sampling = Sampling()

  package init(id: ConversationID, created: Int64) {
    self.id = id
    self.created = created
    changed = created
  }

  package var title: String {
    if let givenTitle, !givenTitle.isEmpty { return givenTitle }
    return proposedTitle.isEmpty ? ConversationMessages.untitled : proposedTitle
  }

  /// A title made of a prompt: its first words on one line. Costs no request.
  package static func title(proposedBy prompt: Prompt) -> String {
    let words = firstLine(of: prompt.text).split(whereSeparator: \.isWhitespace)
    var title = ""
    for word in words {
      guard title.count + word.count < 60 else {
        return title.isEmpty ? String(word.prefix(59)) + "…" : title + "…"
      }
      title += (title.isEmpty ? "" : " ") + word
    }
    return title
  }

  /// The first line with words; behind attached files, whose names say less than what is asked about them.
  private static func firstLine(of text: String) -> Substring {
    let lines = text.split(whereSeparator: \.isNewline)
      .filter { $0.contains { !$0.isWhitespace } }
    var rest = lines[...]
    while rest.first?.hasSuffix(":") == true, let fence = rest.dropFirst().first,
      fence.hasPrefix("```"), let end = rest.dropFirst(2).firstIndex(of: fence)
    {
      rest = rest[(end + 1)...]
    }
    return rest.first ?? lines.first ?? ""
  }
}

/// A whole conversation, as it is kept, exported and resumed.
package struct Conversation: Equatable, Sendable {
  package var summary: ConversationSummary
  package var transcript: Transcript

  package init(summary: ConversationSummary, transcript: Transcript = Transcript()) {
    self.summary = summary
    self.transcript = transcript
  }

  /// Every turn with its place, parents before children.
  package var turns: [(turn: Turn, place: TurnTree.Record)] {
    let turns = Dictionary(transcript.all.map { ($0.id, $0) }) { $1 }
    return transcript.tree.records.compactMap { record in
      turns[record.id].map { ($0, record) }
    }
  }
}

/// A few turns of a conversation, for a list of conversations.
package struct ConversationPreview: Equatable, Sendable {
  /// The beginnings of what was said.
  package struct Excerpt: Equatable, Sendable {
    package var prompt: String
    /// Only of a turn that was asked for.
    package var thinking: String
    package var answer: String

    package init(prompt: String, thinking: String = "", answer: String) {
      self.prompt = prompt
      self.thinking = thinking
      self.answer = answer
    }
  }

  package var conversation: ConversationID
  /// The turn it was asked for; `nil`: the last ones.
  package var turn: Turn.ID?
  /// In the order they were said.
  package var exchanges: [Excerpt]

  package init(conversation: ConversationID, turn: Turn.ID?, exchanges: [Excerpt]) {
    self.conversation = conversation
    self.turn = turn
    self.exchanges = exchanges
  }
}

/// A place where searched words stand.
package struct SearchHit: Equatable, Sendable {
  package enum Place: String, Sendable { case prompt, thinking, answer }

  package var conversation: ConversationSummary
  package var turn: Turn.ID
  package var place: Place
  package var snippet: Snippet
  /// When the turn was asked: milliseconds since 1970.
  package var created: Int64

  package init(
    conversation: ConversationSummary, turn: Turn.ID, place: Place, snippet: Snippet,
    created: Int64
  ) {
    self.conversation = conversation
    self.turn = turn
    self.place = place
    self.snippet = snippet
    self.created = created
  }
}
