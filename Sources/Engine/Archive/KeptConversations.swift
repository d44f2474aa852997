/// What was last asked of the archive, for the picker.
package struct KeptConversations: Equatable, Sendable {
  package var conversations: [ConversationSummary] = []
  /// The words that `hits` belong to.
  package var words = ""
  package var hits: [SearchHit] = []
  package var preview: ConversationPreview?
}

extension ConversationSummary {
  /// The same as the archive does to its row.
  mutating func apply(_ change: Archive.Change) {
    switch change {
    case .title(let title): givenTitle = title.isEmpty ? nil : title
    case .pinned(let flag): isPinned = flag
    case .archived(let flag): isArchived = flag
    case .deleted(let flag): isDeleted = flag
    case .systemPrompt(let text): systemPrompt = text
    case .tools(let names): tools = names
    case .sampling(let changed): sampling = changed
    case .tagged(let tag): if !tags.contains(tag) { tags = (tags + [tag]).sorted() }
    case .untagged(let tag): tags.removeAll { $0 == tag }
    }
  }
}
