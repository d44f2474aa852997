/// Asking once more without what a server refuses of a request.
extension Engine {
  /// Which server and model took offence.
  struct AmendmentKey: Hashable {
    var provider: String
    var model: String
  }

  /// What is known of the provider: its table's settings, and what it refused in this run.
  func amendments(_ profile: Profile, _ provider: Provider) -> RequestAmendments {
    var all = RequestAmendments()
    all.omitted = Set(provider.omittedFields)
    if let learned = amendments[AmendmentKey(provider: provider.id, model: profile.model)] {
      all.merge(learned)
    }
    return all
  }

  /// Takes back the field that the server refuses, if the request had it; tells so in the turn, once.
  ///
  /// - Returns: Whether the request is worth sending again.
  func amend(
    _ plan: ReplyPlan, refused error: EngineError, _ profile: Profile, _ provider: Provider,
    _ id: Turn.ID
  ) -> Bool {
    guard let field = error.field, plan.fields.contains(field.rawValue) else { return false }
    let key = AmendmentKey(provider: provider.id, model: profile.model)
    let words = error.serverWords?.lowercased() ?? ""
    let sibling = field.siblings.first {
      words.contains($0.rawValue) && !plan.fields.contains($0.rawValue)
    }
    let said: String
    if let sibling, amendments[key]?.renamed[sibling] == nil {
      amendments[key, default: RequestAmendments()].renamed[field] = sibling
      said = "asked again with \(sibling.rawValue)"
    } else {
      amendments[key, default: RequestAmendments()].omitted.insert(field.rawValue)
      said = "asked again without it"
    }
    let setting = "omit_fields = [\"\(field.rawValue)\"]"
    let notice = Delta.notice(
      "The server refuses \(field.rawValue); \(said). \(setting) in [model_providers.\(provider.id)] "
        + "spares the question.")
    guard session.transcript.live?.id == id else { return true }
    change { $0.transcript.live?.apply(notice, at: time.now) }
    tell(.delta(notice, at: time.now))
    return true
  }
}
