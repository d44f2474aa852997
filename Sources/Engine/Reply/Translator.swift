/// Has a second model render the thinking, paragraph by paragraph as it comes.
final class Translator {
  private var task: Task<Void, Never>?

  var tasks: [Task<Void, Never>] { task.map { [$0] } ?? [] }

  /// - Parameter name: the profile that translates; `nil` takes one whose server is near, and never a cloud.
  func begin(_ language: String, by name: String?, on engine: isolated Engine) {
    end(on: engine)
    guard let profile = translator(name, engine) else {
      return engine.notify(ReplyMessages.noTranslator(name))
    }
    engine.change { $0.translation = Translation(language: language, profile: profile.name) }
    task = engine.task { await engine.reply.translator.follow(profile, on: engine) }
  }

  func end(on engine: isolated Engine) {
    task?.cancel()
    task = nil
    if engine.session.translation != nil { engine.change { $0.translation = nil } }
  }

  /// Another one than answers, where there is one: both may then work at the same time.
  private func translator(_ name: String?, _ engine: isolated Engine) -> Profile? {
    let profiles = engine.session.profiles
    if let name { return profiles.first { $0.name == name } }
    let near = profiles.filter {
      !$0.model.isEmpty && engine.configuration.provider(of: $0).location.isNear
    }
    let active = engine.session.profile
    return near.first { !$0.isBuiltIn && $0.name != active.name }
      ?? near.first { $0.name == active.name }
  }

  // MARK: The work

  /// Translates the newest turn that has thought, and each that follows it.
  private func follow(_ profile: Profile, on engine: isolated Engine) async {
    // Bytes of the turn's thinking that are translated.
    var done = 0
    for await _ in engine.changes {
      guard let translation = engine.session.translation, !Task.isCancelled else { return }
      var turn = translation.turn
      while let next = Self.paragraph(after: done, of: turn, engine.session) {
        if next.turn != turn {
          turn = next.turn
          engine.change {
            $0.translation?.turn = turn
            $0.translation?.text = StreamText()
          }
        }
        done = next.end
        guard !next.text.isBlank else { continue }
        do {
          try await translate(next.text, profile, next.turn, on: engine)
        } catch {
          guard !Task.isCancelled else { return }
          let words = (error as? EngineError)?.message ?? "\(error)"
          return engine.change { $0.translation?.failure = words }
        }
      }
    }
  }

  private func translate(
    _ paragraph: String, _ profile: Profile, _ turn: Turn.ID, on engine: isolated Engine
  ) async throws {
    guard let language = engine.session.translation?.language else { return }
    var exchange = ChatRequest(
      model: profile.model,
      messages: [
        .init(.system, ModelInstructions.translate(to: language)), .init(.user, paragraph),
      ])
    exchange.apply(profile)
    exchange.integrations = []
    // A translation needs no thinking of its own.
    exchange.effort = "none"
    let isFirst = engine.session.translation?.text.isEmpty ?? true
    var hasBegun = false
    _ = try await SideQuestion.ask(exchange, profile, on: engine) { delta, engine in
      guard case .text(let text) = delta, engine.session.translation?.turn == turn else { return }
      let piece = hasBegun || isFirst ? text : "\n\n" + text
      hasBegun = true
      engine.change { $0.translation?.text.append(piece) }
    }
  }

  /// The next whole paragraph of the newest turn that has thought, and where it ends. What the user stopped is not gone
  /// on with.
  private static func paragraph(
    after done: Int, of known: Turn.ID?, _ session: Session
  ) -> (turn: Turn.ID, text: String, end: Int)? {
    guard let turn = session.transcript.last, !turn.reply.reasoning.isEmpty,
      turn.reply.status != .interrupted
    else { return nil }
    let start = turn.id == known ? done : 0
    let rest = turn.reply.reasoning.suffix(from: start)
    if let gap = rest.firstRange(of: "\n\n") {
      let text = String(rest[..<gap.lowerBound])
      return (turn.id, text, start + text.utf8.count + 2)
    }
    // The last one still grows.
    guard !turn.reply.isThinking, !rest.isEmpty else { return nil }
    return (turn.id, rest, start + rest.utf8.count)
  }
}
