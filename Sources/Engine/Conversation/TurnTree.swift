/// How the turns of a conversation branched: an edited prompt and another reply are siblings.
///
/// Nothing is ever taken out. Deleting marks a turn and the path walks around it; undo restores
/// marks and choices, so every text can be reached again. Exactly one path is current: from a root
/// along each turn's chosen child to a leaf.
package struct TurnTree: Equatable, Sendable {
  private struct Node: Equatable, Sendable {
    var parent: Turn.ID?
    var children: [Turn.ID] = []
  }

  /// What undo restores.
  private struct Marks: Equatable, Sendable {
    /// By parent; `nil` stands above the roots. Without a choice the newest child counts.
    var chosen: [Turn.ID?: Turn.ID] = [:]
    var deleted: Set<Turn.ID> = []
  }

  private var nodes: [Turn.ID: Node] = [:]
  private var roots: [Turn.ID] = []
  private var marks = Marks()
  private var undoStack: [Marks] = []

  /// More steps back than a user remembers.
  static let undoLimit = 100

  package init() {}

  /// A kept tree; parents must stand before their children. A turn whose parent is gone is a root.
  package init(_ records: [Record]) {
    for record in records {
      let parent = record.parent.flatMap { nodes[$0] == nil ? nil : $0 }
      insert(record.id, under: parent)
      if record.isDeleted { marks.deleted.insert(record.id) }
      if record.isChosen { marks.chosen[parent] = record.id }
    }
  }

  /// One turn's place in the tree, as an archive keeps it.
  package struct Record: Equatable, Sendable {
    package var id: Turn.ID
    package var parent: Turn.ID?
    /// It is its parent's choice.
    package var isChosen: Bool
    package var isDeleted: Bool

    package init(id: Turn.ID, parent: Turn.ID?, isChosen: Bool, isDeleted: Bool = false) {
      self.id = id
      self.parent = parent
      self.isChosen = isChosen
      self.isDeleted = isDeleted
    }
  }

  /// Every turn's place, parents before children.
  package var records: [Record] {
    var records: [Record] = []
    records.reserveCapacity(nodes.count)
    var open = Array(roots.reversed())
    while let id = open.popLast() {
      records.append(record(id))
      open += (nodes[id]?.children ?? []).reversed()
    }
    return records
  }

  package func record(_ id: Turn.ID) -> Record {
    let parent = nodes[id]?.parent
    return Record(
      id: id, parent: parent, isChosen: marks.chosen[parent] == id,
      isDeleted: marks.deleted.contains(id))
  }

  package func contains(_ id: Turn.ID) -> Bool { nodes[id] != nil }

  /// The turn that another one follows; `nil` for the first.
  package func parent(of id: Turn.ID) -> Turn.ID? { nodes[id]?.parent }

  package var canUndo: Bool { !undoStack.isEmpty || !marks.deleted.isEmpty }

  /// The turns to read, first to last.
  package var path: [Turn.ID] {
    var path: [Turn.ID] = []
    var next = current(under: nil)
    while let id = next {
      path.append(id)
      next = current(under: id)
    }
    return path
  }

  /// A turn and its siblings that are not deleted, oldest first.
  package func alternatives(of id: Turn.ID) -> [Turn.ID] {
    guard let node = nodes[id] else { return [id] }
    return living(under: node.parent)
  }

  private func children(under parent: Turn.ID?) -> [Turn.ID] {
    guard let parent else { return roots }
    return nodes[parent]?.children ?? []
  }

  private func living(under parent: Turn.ID?) -> [Turn.ID] {
    children(under: parent).filter { !marks.deleted.contains($0) }
  }

  private func current(under parent: Turn.ID?) -> Turn.ID? {
    if let chosen = marks.chosen[parent], !marks.deleted.contains(chosen) { return chosen }
    return children(under: parent).last { !marks.deleted.contains($0) }
  }
}

// MARK: Changing

extension TurnTree {
  /// Puts a new turn below another one and onto the path. Where the path went on already this is a
  /// branch, and can be undone.
  package mutating func add(_ id: Turn.ID, after parent: Turn.ID?) {
    if !living(under: parent).isEmpty { remember() }
    insert(id, under: parent)
    choose(id)
  }

  private mutating func insert(_ id: Turn.ID, under parent: Turn.ID?) {
    nodes[id] = Node(parent: parent)
    if let parent { nodes[parent]?.children.append(id) } else { roots.append(id) }
  }

  /// Leads the path through a turn, and on along the choices made below it.
  package mutating func select(_ id: Turn.ID) {
    guard nodes[id] != nil, !marks.deleted.contains(id), !path.contains(id) else { return }
    remember()
    choose(id)
  }

  private mutating func choose(_ id: Turn.ID) {
    var id = id
    while let node = nodes[id] {
      marks.chosen[node.parent] = id
      guard let parent = node.parent else { return }
      id = parent
    }
  }

  /// Takes a turn and what follows it off every path. The path goes on with a sibling, else ends.
  package mutating func delete(_ id: Turn.ID) {
    guard let node = nodes[id], !marks.deleted.contains(id) else { return }
    remember()
    let siblings = living(under: node.parent)
    marks.deleted.insert(id)
    guard marks.chosen[node.parent] == id, let index = siblings.firstIndex(of: id) else { return }
    marks.chosen[node.parent] = index > 0 ? siblings[index - 1] : siblings.dropFirst().first
  }

  /// Takes back the last edit, regeneration, switch or deletion. Steps are not kept on disk, but
  /// deletions are: in a tree that was loaded the newest deleted turn comes back. `false` when there
  /// is nothing to take back.
  package mutating func undo() -> Bool {
    guard let last = undoStack.popLast() else { return restoreNewest() }
    marks = last
    return true
  }

  /// Brings a deleted turn back onto the path; only one whose place can be reached.
  private mutating func restoreNewest() -> Bool {
    let reachable = marks.deleted.filter { id in
      var above = nodes[id]?.parent
      while let turn = above {
        if marks.deleted.contains(turn) { return false }
        above = nodes[turn]?.parent
      }
      return true
    }
    guard let id = reachable.max(by: { $0.rawValue < $1.rawValue }) else { return false }
    marks.deleted.remove(id)
    choose(id)
    return true
  }

  private mutating func remember() {
    undoStack.append(marks)
    if undoStack.count > Self.undoLimit { undoStack.removeFirst() }
  }
}
