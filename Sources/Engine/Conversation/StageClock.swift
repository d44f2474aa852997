/// How long each part of an exchange took, as it happened.
///
/// Times count from the engine's start, so that a running span can be measured by any holder of the
/// present moment on the same scale. A stage may come twice (a model thinks again after answering);
/// its durations add up.
package struct StageClock: Equatable, Sendable {
  package enum Stage: String, CaseIterable, Sendable {
    case connect, queue
    /// The request is out and the server says nothing: loading or reading, it does not tell which.
    case wait
    case load, prompt, think, answer
    /// Tools that the model called are at work.
    case tool
    /// The user is asked: whether a call may run, or by a form of its server.
    case user = "you"
  }

  package struct Span: Equatable, Sendable {
    package var stage: Stage
    package var start: Duration
    package var end: Duration?

    package init(stage: Stage, start: Duration, end: Duration? = nil) {
      self.stage = stage
      self.start = start
      self.end = end
    }
  }

  package private(set) var spans: [Span] = []

  package init() {}

  /// A clock as it was kept.
  package init(spans: [Span]) {
    self.spans = spans
  }

  /// The stage that runs now.
  package var current: Stage? {
    guard let last = spans.last, last.end == nil else { return nil }
    return last.stage
  }

  /// Ends the running stage and begins another; entering the running stage again changes nothing.
  package mutating func enter(_ stage: Stage, at now: Duration) {
    guard current != stage else { return }
    end(at: now)
    spans.append(Span(stage: stage, start: now))
  }

  package mutating func end(at now: Duration) {
    guard current != nil else { return }
    spans[spans.count - 1].end = now
  }

  /// Time spent in a stage up to `now`; `nil` when it was never entered.
  package func duration(of stage: Stage, now: Duration) -> Duration? {
    var total: Duration?
    for span in spans where span.stage == stage {
      total = (total ?? .zero) + ((span.end ?? now) - span.start)
    }
    return total
  }

  /// From the request to the first thinking or answer. Words with which a template opens come while the prompt is
  /// still read (llama.cpp); no model wrote them.
  package var timeToFirstToken: Duration? {
    guard let first = spans.first,
      let token = spans.indices.first(where: { index in
        [.think, .answer].contains(spans[index].stage)
          && !(index + 1 < spans.count && spans[index + 1].stage == .prompt)
      })
    else { return nil }
    return spans[token].start - first.start
  }

  package func total(now: Duration) -> Duration {
    guard let first = spans.first, let last = spans.last else { return .zero }
    return (last.end ?? now) - first.start
  }

  /// Stages in the order they first came, each with its whole duration.
  package func summary(now: Duration) -> [(stage: Stage, duration: Duration)] {
    var seen: [Stage] = []
    for span in spans where !seen.contains(span.stage) { seen.append(span.stage) }
    return seen.map { ($0, duration(of: $0, now: now) ?? .zero) }
  }
}
