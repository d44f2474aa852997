import Engine

/// What stands over the panes and takes the keys first.
package enum Overlay: Equatable, Sendable {
  /// The keys, and how far the list is scrolled.
  case help(top: Int)
  case profiles(Picker)
}

/// A list to choose from, narrowed by typing.
package struct Picker: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package var id: String
    package var text: String
    package var detail: String
    /// Why it cannot be chosen now.
    package var obstacle: String?

    package init(id: String, text: String, detail: String = "", obstacle: String? = nil) {
      self.id = id
      self.text = text
      self.detail = detail
      self.obstacle = obstacle
    }
  }

  package var title: String
  package var rows: [Row]
  package private(set) var query = ""
  package private(set) var selected = 0

  package init(title: String, rows: [Row], selected: Int = 0) {
    self.title = title
    self.rows = rows
    self.selected = selected
  }

  /// The rows whose text holds the query's characters in order.
  package var matches: [Row] {
    query.isEmpty ? rows : rows.filter { Self.matches(query, $0.text + " " + $0.detail) }
  }

  package var choice: Row? {
    matches.indices.contains(selected) ? matches[selected] : nil
  }

  package mutating func move(by step: Int) {
    guard !matches.isEmpty else { return }
    selected = (selected + step + matches.count) % matches.count
  }

  package mutating func type(_ text: String) {
    query += text
    selected = 0
  }

  package mutating func eraseBack() {
    _ = query.popLast()
    selected = 0
  }

  private static func matches(_ query: String, _ text: String) -> Bool {
    var rest = text.lowercased()[...]
    for character in query.lowercased() {
      guard let found = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: found)...]
    }
    return true
  }
}
