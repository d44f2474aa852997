/// The user's commands as lines of a recording; those that a replay cannot do again have none.
///
/// A turn is named by its place on the path that was open: its number is another one in every run.
enum CommandRecord {
  static func line(
    of command: EngineCommand, _ session: Session, _ redaction: Redaction
  ) -> (event: String, fields: JSON)? {
    func branch(_ kind: String, _ id: Turn.ID, _ more: JSON = [:]) -> (String, JSON)? {
      let turns = session.transcript.settled
      guard let place = turns.firstIndex(where: { $0.id == id }) else { return nil }
      var fields: JSON = ["kind": .string(kind), "turn": .int(place)]
      for member in more.object ?? [] { fields[member.key] = member.value }
      return ("branch", fields)
    }
    switch command {
    case .send(let prompt):
      var fields: JSON = ["text": .string(redaction.clean(prompt.text))]
      let tools = session.tools.enabled.sorted()
      if !tools.isEmpty { fields["tools"] = .array(tools.map(JSON.string)) }
      return ("prompt", fields)
    case .answerTool(_, let answer): return ("tool_answer", answer.json)
    case .stop: return ("stop", [:])
    case .newConversation: return ("new", [:])
    case .answerNow: return ("answer_now", [:])
    case .race(let order):
      var fields: JSON = [
        "text": .string(redaction.clean(order.prompt.text)),
        "profiles": .array(order.profiles.map(JSON.string)), "blind": .bool(order.isBlind),
      ]
      fields["parallel"] = order.isParallel.map(JSON.bool)
      return ("race", fields)
    case .stopLane(let lane): return ("stop_lane", ["lane": .int(lane)])
    case .pick(let lane): return ("pick", lane.map { ["lane": .int($0)] } ?? [:])
    case .switchProfile(.named(let name)): return ("profile", ["name": .string(name)])
    case .switchProfile(.next): return ("profile", ["step": 1])
    case .switchProfile(.previous): return ("profile", ["step": -1])
    case .conversation(.regenerate(let id)): return branch("again", id)
    case .conversation(.continueReply(let id)): return branch("continue", id)
    case .conversation(.edit(let id, let prompt)):
      return branch("edit", id, ["text": .string(redaction.clean(prompt.text))])
    case .conversation(.steer(let id, let thinking, let answer)):
      return branch(
        "steer", id,
        [
          "thinking": .string(redaction.clean(thinking)),
          "answer": .string(redaction.clean(answer)),
        ])
    case .conversation(.change(.sampling(let sampling), nil)): return ("sampling", sampling.json)
    case .adjust(.thinkingBudget(let budget)):
      return ("budget", budget.map { ["value": .string($0.words)] } ?? [:])
    case .adjust(.thinkingInHistory(let extent)):
      return ("memory", ["value": .string(extent.rawValue)])
    case .adjust(.effort(let effort)):
      return ("effort", effort.map { ["value": .string($0)] } ?? [:])
    default: return nil
    }
  }

  /// - Parameter turn: of a branch, the one at that place when it is done again.
  static func command(_ json: JSON, _ event: String) -> EngineCommand? {
    switch event {
    case "prompt": .send(Prompt(json["text"]?.string ?? ""))
    case "stop": .stop
    case "new": .newConversation
    case "answer_now": .answerNow
    case "race": .race(race(json))
    case "stop_lane": .stopLane(json["lane"]?.count(.ordinal) ?? 0)
    case "pick": .pick(json["lane"]?.count(.ordinal))
    case "tool_answer": .answerTool(question: 0, ToolAnswer(json))
    case "profile":
      if let name = json["name"]?.string {
        .switchProfile(.named(name))
      } else {
        .switchProfile(json["step"] == -1 ? .previous : .next)
      }
    case "branch": branch(json).map(EngineCommand.conversation)
    case "sampling": .conversation(.change(.sampling(Sampling(json)), nil))
    case "budget": .adjust(.thinkingBudget(json["value"]?.string.flatMap(ThinkingBudget.init)))
    case "memory":
      json["value"]?.string.flatMap(Profile.ThinkingInHistory.init)
        .map { .adjust(.thinkingInHistory($0)) }
    case "effort": .adjust(.effort(json["value"]?.string))
    default: nil
    }
  }

  private static func race(_ json: JSON) -> RaceOrder {
    var order = RaceOrder(
      Prompt(json["text"]?.string ?? ""), json["profiles"]?.array?.compactMap(\.string) ?? [])
    order.isParallel = json["parallel"]?.bool
    order.isBlind = json["blind"]?.bool ?? false
    return order
  }

  private static func branch(_ json: JSON) -> ConversationCommand? {
    guard let place = json["turn"]?.count(.ordinal) else { return nil }
    let turn = Turn.ID(Int64(place))
    return switch json["kind"]?.string {
    case "again": .regenerate(turn)
    case "continue": .continueReply(turn)
    case "edit": .edit(turn, Prompt(json["text"]?.string ?? ""))
    case "steer":
      .steer(
        turn, thinking: json["thinking"]?.string ?? "", answer: json["answer"]?.string ?? "")
    default: nil
    }
  }

  /// The command with its turn as this run numbers it; `nil` where there is none at that place.
  static func settled(_ command: ConversationCommand, in session: Session) -> ConversationCommand? {
    func turn(_ place: Turn.ID) -> Turn.ID? {
      let turns = session.transcript.settled
      return turns.indices.contains(Int(place.rawValue)) ? turns[Int(place.rawValue)].id : nil
    }
    return switch command {
    case .regenerate(let place): turn(place).map { .regenerate($0) }
    case .continueReply(let place): turn(place).map { .continueReply($0) }
    case .edit(let place, let prompt): turn(place).map { .edit($0, prompt) }
    case .steer(let place, let thinking, let answer):
      turn(place).map { .steer($0, thinking: thinking, answer: answer) }
    default: command
    }
  }
}
