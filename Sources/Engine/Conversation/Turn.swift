/// One exchange: a prompt and the reply to it. A reply without a prompt cannot be written down.
package struct Turn: Identifiable, Equatable, Sendable {
  package struct ID: Hashable, Sendable {
    package let rawValue: Int64
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
  }

  package let id: ID
  package var prompt: Prompt
  package var reply: Reply {
    _read { yield sharedReply.value }
    _modify { yield &sharedReply.value }
  }
  /// When it was asked: milliseconds since 1970.
  package var created: Int64
  /// What of the turns before it a model is no longer sent; `nil`: all of them are.
  package var cut: ContextCut? {
    didSet { revision += 1 }
  }
  /// Moves with every change, so that a reader knows what to lay out again.
  package private(set) var revision = 0
  /// A session is handed on for every picture, and most of it is this.
  private var sharedReply: Shared<Reply>

  package init(id: ID, prompt: Prompt, reply: Reply, created: Int64 = 0, cut: ContextCut? = nil) {
    self.id = id
    self.prompt = prompt
    sharedReply = Shared(reply)
    self.created = created
    self.cut = cut
  }

  package mutating func apply(_ delta: Delta, at now: Duration) {
    reply.apply(delta, at: now)
    revision += 1
  }

  /// Another reply comes in the place of the one it has.
  package mutating func restart(with reply: Reply) {
    self.reply = reply
    revision += 1
  }

  package mutating func end(_ ending: Reply.Status, at now: Duration) {
    reply.end(ending, at: now)
    revision += 1
  }

  /// Changes one call of the reply's last round.
  package mutating func change(_ slot: Int, _ body: (inout ToolUse) -> Void) {
    reply.changeUse(slot, body)
    revision += 1
  }

  package mutating func enter(_ stage: StageClock.Stage, at now: Duration) {
    reply.clock.enter(stage, at: now)
    revision += 1
  }
}

/// What the user asked.
package struct Prompt: Equatable, Sendable {
  package var text: String
  /// Images as data URLs.
  package var images: [String]

  package init(_ text: String, images: [String] = []) {
    self.text = text
    self.images = images
  }
}

/// Turns before this one stay in the conversation and are no longer sent to a model.
package struct ContextCut: Equatable, Sendable {
  /// What a model is told in their place; `nil`: nothing.
  package var summary: String?

  package init(summary: String? = nil) {
    self.summary = summary
  }
}
