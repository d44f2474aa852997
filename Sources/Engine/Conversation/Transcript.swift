/// The conversation in the order it is read: settled turns, then the one that streams.
///
/// The live turn stands apart, so that a reader's copy of the settled ones is never copied again
/// while a reply grows. Turns off the current path are on the shelf; `tree` knows where they belong.
package struct Transcript: Equatable, Sendable {
  package var settled: [Turn] = []
  package var live: Turn?
  package private(set) var tree = TurnTree()
  /// Turns that are not on the current path.
  private var shelf: [Turn.ID: Turn] = [:]

  package init() {}

  /// A kept conversation. Every turn of the tree must be among `turns`.
  package init(turns: [Turn], tree: TurnTree) {
    self.tree = tree
    shelf = Dictionary(turns.map { ($0.id, $0) }) { $1 }
    followTree()
  }

  /// One turn, and nothing before it.
  package init(of turn: Turn) {
    begin(turn)
    if !turn.reply.isLive { settle() }
  }

  package var count: Int { settled.count + (live == nil ? 0 : 1) }
  package var isEmpty: Bool { count == 0 }

  package subscript(index: Int) -> Turn {
    if index < settled.count { return settled[index] }
    guard let live else { preconditionFailure("turn \(index) of \(count)") }
    return live
  }

  package var last: Turn? { live ?? settled.last }

  /// Every turn there is, on the path or off it, in no order.
  package var all: [Turn] { settled + (live.map { [$0] } ?? []) + shelf.values }

  package func turn(_ id: Turn.ID) -> Turn? {
    if live?.id == id { return live }
    return shelf[id] ?? settled.last { $0.id == id }
  }

  /// Changes a turn wherever it stands.
  package mutating func update(_ id: Turn.ID, _ change: (inout Turn) -> Void) {
    if let index = settled.lastIndex(where: { $0.id == id }) {
      change(&settled[index])
    } else if var turn = shelf[id] {
      change(&turn)
      shelf[id] = turn
    }
  }

  /// Where a turn stands on the path, from 1; `nil` when it is not there, or alone.
  package func number(of id: Turn.ID) -> Int? {
    guard count > 1 else { return nil }
    if live?.id == id { return count }
    return settled.lastIndex { $0.id == id }.map { $0 + 1 }
  }

  /// The number of a turn among its alternatives, from 1, and how many there are.
  package func place(of id: Turn.ID) -> (number: Int, count: Int) {
    let all = tree.alternatives(of: id)
    return ((all.firstIndex(of: id) ?? 0) + 1, all.count)
  }
}

// MARK: Changing

extension Transcript {
  /// A turn begins to stream at the end of the path.
  package mutating func begin(_ turn: Turn) {
    settle()
    begin(turn, after: settled.last?.id)
  }

  /// A turn begins to stream below another one; what followed there goes to the shelf.
  package mutating func begin(_ turn: Turn, after parent: Turn.ID?) {
    settle()
    let kept = parent.flatMap { id in settled.lastIndex { $0.id == id }.map { $0 + 1 } } ?? 0
    for turn in settled[kept...] { shelf[turn.id] = turn }
    if kept < settled.count { settled.removeSubrange(kept...) }
    tree.add(turn.id, after: parent)
    live = turn
  }

  /// A turn takes its place below another one, beside the path, which stays as it is until it is chosen anew.
  package mutating func shelve(_ turn: Turn, after parent: Turn.ID?) {
    tree.add(turn.id, after: parent)
    shelf[turn.id] = turn
  }

  /// The live turn has ended and takes its place among the others.
  package mutating func settle() {
    guard let turn = live else { return }
    live = nil
    settled.append(turn)
  }

  /// The last turn streams again: with another reply in the place of the one it has.
  package mutating func reopen(with reply: Reply) {
    guard live == nil, var turn = settled.popLast() else { return }
    turn.restart(with: reply)
    live = turn
  }

  /// Leads the path through a turn. The live turn must have settled.
  package mutating func select(_ id: Turn.ID) {
    tree.select(id)
    followTree()
  }

  /// Takes a turn and what follows it away, until undone. The live turn must have settled.
  package mutating func delete(_ id: Turn.ID) {
    tree.delete(id)
    followTree()
  }

  /// Takes back the last edit, regeneration, switch or deletion; `false` when there is none.
  package mutating func undo() -> Bool {
    guard tree.undo() else { return false }
    followTree()
    return true
  }

  /// Brings onto the path what the tree has there, and shelves the rest.
  private mutating func followTree() {
    for turn in settled { shelf[turn.id] = turn }
    settled = tree.path.compactMap { shelf.removeValue(forKey: $0) }
  }
}
