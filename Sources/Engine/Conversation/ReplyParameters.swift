/// What a reply was asked with beside its prompt. What is not set was the server's choice.
package struct ReplyParameters: Equatable, Sendable {
  package var sampling = Sampling()
  /// `model_reasoning_effort`, in the word that was sent.
  package var effort: String?
  package var thinkingBudget: ThinkingBudget?
  /// `keep` or `strip`, where the user chose.
  package var thinkingInHistory: String?

  package init() {}

  package var isEmpty: Bool { self == ReplyParameters() }

  /// `{"temperature":0.2,"effort":"high","thinking_budget":"30s"}`, as the archive and exports hold it.
  package var json: JSON {
    var json = sampling.json
    json["effort"] = effort.map(JSON.string)
    json["thinking_budget"] = thinkingBudget.map { .string($0.words) }
    json["thinking_in_history"] = thinkingInHistory.map(JSON.string)
    return json
  }

  /// What is none, or out of its range, is left out.
  package init(_ json: JSON?) {
    guard let json else { return }
    sampling = Sampling(json)
    effort = json["effort"]?.string
    thinkingBudget = json["thinking_budget"]?.string.flatMap(ThinkingBudget.init)
    thinkingInHistory = json["thinking_in_history"]?.string
  }
}
