/// One exchange: a prompt and the reply to it. A reply without a prompt cannot be written down.
package struct Turn: Identifiable, Equatable, Sendable {
  package struct ID: Hashable, Sendable {
    package let rawValue: Int64
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
  }

  package let id: ID
  package var prompt: Prompt
  package var reply: Reply
  /// Moves with every change, so that a reader knows what to lay out again.
  package private(set) var revision = 0

  package init(id: ID, prompt: Prompt, reply: Reply) {
    self.id = id
    self.prompt = prompt
    self.reply = reply
  }

  package mutating func apply(_ delta: Delta, at now: Duration) {
    reply.apply(delta, at: now)
    revision += 1
  }

  package mutating func end(_ ending: Reply.Status, at now: Duration) {
    reply.end(ending, at: now)
    revision += 1
  }

  package mutating func enter(_ stage: StageClock.Stage, at now: Duration) {
    reply.clock.enter(stage, at: now)
    revision += 1
  }
}

/// What the person asked.
package struct Prompt: Equatable, Sendable {
  package var text: String
  /// Images as data URLs.
  package var images: [String]

  package init(_ text: String, images: [String] = []) {
    self.text = text
    self.images = images
  }
}

/// The conversation in the order it is read: settled turns, then the one that streams.
///
/// The live turn stands apart, so that a reader's copy of the settled ones is never copied again
/// while a reply grows.
package struct Transcript: Equatable, Sendable {
  package var settled: [Turn] = []
  package var live: Turn?

  package init() {}

  package var count: Int { settled.count + (live == nil ? 0 : 1) }
  package var isEmpty: Bool { count == 0 }

  package subscript(index: Int) -> Turn {
    if index < settled.count { return settled[index] }
    guard let live else { preconditionFailure("turn \(index) of \(count)") }
    return live
  }

  package var last: Turn? { live ?? settled.last }

  /// The live turn has ended and takes its place among the others.
  package mutating func settle() {
    guard let turn = live else { return }
    live = nil
    settled.append(turn)
  }
}
