extension World {
  /// Finds who answers on an OpenAI-style endpoint; throws the server's refusal.
  func locate(_ name: String?, kind: ModelCard.Kind = .chat) throws(HTTPFailure) -> Located {
    switch options.profile {
    case .lms0425, .lms0330, .lms0309: try locateLikeLMStudio(name, kind: kind)
    case .ollama: try locateLikeOllama(name)
    case .llamacpp: try locateOnly()
    case .llamacppRouter, .vllm, .cloud: try locateExactly(name)
    }
  }

  /// The strict rule of `/api/v1`: no other model steps in for an unknown name.
  func locateNatively(_ name: String) throws(HTTPFailure) -> Located {
    if let found = resident(named: name) { return found }
    guard let card = catalogue.card(named: name), card.kind == .chat else {
      throw HTTPFailure(404, LMStudioRefusal.nativeUnknown(name, known: catalogue))
    }
    guard options.jit else { throw HTTPFailure(400, LMStudioRefusal.nothingLoaded) }
    return .absent(card)
  }

  private func locateLikeLMStudio(
    _ name: String?, kind: ModelCard.Kind
  ) throws(HTTPFailure) -> Located {
    if let name, let found = resident(named: name) {
      guard case .resident(_, let card) = found, card.kind == kind else {
        throw HTTPFailure(400, LMStudioRefusal.wrongKind(name))
      }
      return found
    }
    let card = name.flatMap { catalogue.card(named: $0) }
    if let card, card.kind != kind { throw HTTPFailure(400, LMStudioRefusal.wrongKind(card.key)) }
    if let card, options.jit { return .absent(card) }
    let candidates = residents().compactMap { instance in
      catalogue.card(named: instance.key).map { (instance, $0) }
    }.filter { $0.1.kind == kind }
    if candidates.count == 1 { return .resident(candidates[0].0, candidates[0].1) }
    if candidates.isEmpty, !options.jit || name == nil {
      throw HTTPFailure(options.profile == .lms0309 ? 404 : 400, LMStudioRefusal.nothingLoaded)
    }
    throw HTTPFailure(400, LMStudioRefusal.unknown(name ?? "", known: catalogue))
  }

  private func locateLikeOllama(_ name: String?) throws(HTTPFailure) -> Located {
    guard let name, !name.isEmpty else {
      throw HTTPFailure(400, ["error": "model is required"])
    }
    let full = name.contains(":") ? name : "\(name):latest"
    if let found = resident(named: full) { return found }
    guard let card = catalogue.card(named: full) else {
      throw HTTPFailure(404, ["error": .string("model '\(name)' not found")])
    }
    return .absent(card)
  }

  /// llama.cpp with one model ignores the name; while it loads it refuses everything.
  private func locateOnly() throws(HTTPFailure) -> Located {
    guard let instance = residents().first, let card = catalogue.card(named: instance.key) else {
      throw HTTPFailure(503, LlamaCppRefusal.loading)
    }
    return .resident(instance, card)
  }

  private func locateExactly(_ name: String?) throws(HTTPFailure) -> Located {
    let name = name ?? ""
    if let found = resident(named: name) { return found }
    guard let card = catalogue.card(named: name) else {
      switch options.profile {
      case .llamacppRouter:
        throw HTTPFailure(400, LlamaCppRefusal.invalid("model '\(name)' not found"))
      case .vllm:
        throw HTTPFailure(404, CompatibleRefusal.vllmUnknown(name))
      case .cloud, .lms0425, .lms0330, .lms0309, .ollama, .llamacpp:
        throw HTTPFailure(404, CompatibleRefusal.cloudUnknown(name))
      }
    }
    return .absent(card)
  }

  /// An instance by its own name, or the first one of the key.
  private func resident(named name: String) -> Located? {
    let present = residents()
    let card = catalogue.card(named: name)
    let match =
      present.first { $0.id == name } ?? present.first { $0.key == card?.key }
    guard let match, let owner = catalogue.card(named: match.key) else { return nil }
    return .resident(match, owner)
  }
}
