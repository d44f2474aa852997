import Engine

/// What changed between two values, line by line as `JSONTree` shows them.
package enum LineChanges {
  package enum Change: Equatable, Sendable {
    case removed(String), added(String)

    /// With its sign, which says as much as a colour does.
    package var text: String {
      switch self {
      case .removed(let line): "- " + line
      case .added(let line): "+ " + line
      }
    }

    package var isAdded: Bool { if case .added = self { true } else { false } }
  }

  package static func between(_ old: JSON, _ new: JSON) -> [Change] {
    let (before, after) = (lines(old), lines(new))
    let difference = after.difference(from: before)
    // In the order of the text, what was there first.
    return
      difference.sorted { place($0) < place($1) }.map { change in
        switch change {
        case .remove(_, let line, _): .removed(line)
        case .insert(_, let line, _): .added(line)
        }
      }
  }

  private static func place(
    _ change: CollectionDifference<String>.Change
  ) -> (offset: Int, isAdded: Int) {
    switch change {
    case .remove(let offset, _, _): (offset, 0)
    case .insert(let offset, _, _): (offset, 1)
    }
  }

  private static func lines(_ json: JSON) -> [String] {
    JSONTree.lines(json).map { line in
      if line.value.isEmpty { return line.key }
      // A text of several lines has its key at the first.
      return line.key.allSatisfy(\.isWhitespace)
        ? line.key + line.value : "\(line.key): \(line.value)"
    }
  }
}
