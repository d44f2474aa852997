import Engine

/// What stands over the panes and takes the keys first.
package enum Overlay: Equatable, Sendable {
  /// The keys, and how far the list is scrolled.
  case help(top: Int)
  case profiles(Picker)
  case models(Picker)

  /// The list that is open, if one is.
  package var picker: Picker? {
    switch self {
    case .profiles(let picker), .models(let picker): picker
    case .help: nil
    }
  }

  /// The same overlay with its list changed.
  package func with(_ picker: Picker) -> Overlay {
    switch self {
    case .profiles: .profiles(picker)
    case .models: .models(picker)
    case .help: self
    }
  }
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

  /// Takes newer rows and keeps what was typed and chosen.
  package mutating func refresh(_ rows: [Row]) {
    let chosen = choice?.id
    self.rows = rows
    selected = matches.firstIndex { $0.id == chosen } ?? min(selected, max(0, matches.count - 1))
  }

  /// The rows that fit the query, those whose name holds it as it stands first.
  package var matches: [Row] {
    guard !query.isEmpty else { return rows }
    let wanted = query.lowercased()
    let ranked = rows.compactMap { row in Self.rank(row, wanted).map { (row: row, rank: $0) } }
    return [0, 1, 2].flatMap { rank in ranked.filter { $0.rank == rank }.map(\.row) }
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

  /// 0: the name holds the query; 1: its characters in order; 2: the detail holds it.
  private static func rank(_ row: Row, _ wanted: String) -> Int? {
    let name = row.text.lowercased()
    if name.contains(wanted) { return 0 }
    if holdsInOrder(wanted, name) { return 1 }
    return row.detail.lowercased().contains(wanted) ? 2 : nil
  }

  private static func holdsInOrder(_ wanted: String, _ text: String) -> Bool {
    var rest = text[...]
    for character in wanted {
      guard let found = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: found)...]
    }
    return true
  }
}
