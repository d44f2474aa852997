/// A list to choose from, narrowed by typing.
package struct Picker<ID: Hashable & Sendable>: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package var id: ID
    package var text: String
    package var detail: String
    /// Columns beside the text, under the list's headings; where there are none, `detail` stands there.
    package var cells: [String] = []
    /// What it belongs to, said at its right end where a new one begins.
    package var group = ""
    /// Why it cannot be chosen now.
    package var disabledReason: String?
    /// Words that find it and are not shown: its name in other languages.
    package var alias = ""
    /// Found by a search for the query, whose words may stand elsewhere than in this row.
    package var isFound = false

    package init(id: ID, text: String, detail: String = "", disabledReason: String? = nil) {
      self.id = id
      self.text = text
      self.detail = detail
      self.disabledReason = disabledReason
    }

    /// All that is found by typing, beside the text.
    fileprivate var words: String {
      cells.isEmpty && alias.isEmpty && group.isEmpty
        ? detail : (cells + [detail, alias, group]).joined(separator: " ")
    }
  }

  package private(set) var rows: [Row]
  package private(set) var query = ""
  package private(set) var selected: Int
  /// The rows that fit the query, the best first.
  package private(set) var matches: [Row]

  package init(rows: [Row], selected: Int = 0) {
    self.rows = rows
    self.selected = selected
    matches = rows
  }

  /// Takes newer rows and keeps what was typed and chosen.
  package mutating func refresh(_ rows: [Row]) {
    let chosen = choice?.id
    self.rows = rows
    match()
    if let chosen, matches.contains(where: { $0.id == chosen }) {
      choose(id: chosen)
    } else {
      selected = min(selected, max(0, matches.count - 1))
    }
  }

  package var choice: Row? {
    matches.indices.contains(selected) ? matches[selected] : nil
  }

  package mutating func choose(id: ID) {
    selected = matches.firstIndex { $0.id == id } ?? 0
  }

  package mutating func move(by step: Int) {
    guard !matches.isEmpty else { return }
    selected = (selected + step + matches.count) % matches.count
  }

  /// A page at a time, stopping at the ends.
  package mutating func jump(by step: Int) {
    selected = min(max(0, selected + step), max(0, matches.count - 1))
  }

  package mutating func type(_ text: String) {
    query += text
    selected = 0
    match()
  }

  package mutating func eraseBack() {
    _ = query.popLast()
    selected = 0
    match()
  }

  private mutating func match() {
    guard !query.isEmpty else {
      matches = rows
      return
    }
    let wanted = FuzzyMatch(query)
    matches = rows.enumerated()
      .compactMap { index, row in Self.rank(row, wanted).map { (index: index, row: row, rank: $0) }
      }
      .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
      .map(\.row)
  }

  private static func rank(_ row: Row, _ wanted: FuzzyMatch) -> Int? {
    // Below everything that fits by itself.
    row.isFound
      ? 1_000_000
      : wanted.rank(row.text, detail: row.words)
  }
}
