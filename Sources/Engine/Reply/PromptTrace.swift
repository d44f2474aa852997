/// What a request carried, as far as a server that keeps prompts is concerned: digests, never words.
struct PromptTrace: Equatable, Sendable {
  private struct Part: Equatable {
    var isPrompt: Bool
    var words: Int
    var thinking: Int
    var bytes: Int
  }

  private var system: Int
  /// The instructions without their digits.
  private var timeless: Int
  private var tools: Int
  private var parts: [Part]
  private var systemBytes: Int

  init(_ exchange: ChatRequest) {
    let instructions = exchange.messages.first { $0.role == .system }?.text ?? ""
    system = instructions.hashValue
    timeless = instructions.filter { !$0.isNumber }.hashValue
    tools = exchange.tools.map(\.name).hashValue
    parts = exchange.messages.filter { $0.role != .system }.map { message in
      Part(
        isPrompt: message.role == .user,
        words: (message.text + message.calls.map(\.result).joined()).hashValue,
        thinking: (message.thinking?.text ?? "").hashValue,
        bytes: message.text.utf8.count + message.calls.reduce(0) { $0 + $1.result.utf8.count })
    }
    systemBytes = instructions.utf8.count
  }

  /// Digests of what it carried.
  var words: Set<Int> { Set(parts.map(\.words)) }

  /// The part of it that a server has read or written before: prompts among `known` with the answers to them, and the
  /// instructions with them. From 0 to 1.
  func share(of known: Set<Int>) -> Double {
    var (had, all) = (0, systemBytes)
    var isKnown = false
    for part in parts {
      if part.isPrompt { isKnown = known.contains(part.words) }
      all += part.bytes
      if isKnown { had += part.bytes }
    }
    return all > 0 && had > 0 ? Double(had + systemBytes) / Double(all) : 0
  }

  /// Why a server that has the earlier one does not have the beginning of this one; `nil`: it has.
  func cause(after earlier: PromptTrace) -> PromptReuse.Cause? {
    if tools != earlier.tools { return .tools }
    if system != earlier.system { return timeless == earlier.timeless ? .clock : .instructions }
    let pairs = zip(earlier.parts, parts)
    guard let differing = pairs.first(where: { $0 != $1 }) else {
      // What was sent before is whole in it, or it ends earlier, on another branch.
      return parts.count < earlier.parts.count ? .edited : nil
    }
    if differing.0.isPrompt == differing.1.isPrompt, differing.0.words == differing.1.words {
      return .thinking
    }
    // The first prompt of before stands nowhere: the window slid.
    let isGone = earlier.parts.first.map { first in !parts.contains { $0.words == first.words } }
    let isLater = parts.first.map { first in
      earlier.parts.dropFirst().contains { $0.words == first.words }
    }
    return isGone == true && isLater == true ? .cut : .edited
  }
}

/// Watches what servers keep of the prompts they read, and says why one was read again.
final class PromptWatch {
  private struct Key: Hashable {
    var provider: String
    var model: String
  }

  private struct Sent {
    var trace: PromptTrace
    /// What was ever sent to it, by digest.
    var words: Set<Int>
    /// Questions beside the conversation that went to the same model since.
    var sideQuestions = 0
    /// Tokens of the last answer, and whether thinking came before it.
    var answer = 0
    var thought = false
  }

  private var sent: [Key: Sent] = [:]
  /// The model that was asked last, by provider.
  private var last: [String: String] = [:]
  /// The live request and what it follows.
  private var open: Request?

  private struct Request {
    var key: Key
    var trace: PromptTrace
    var before: Sent?
    /// Another model was asked before.
    var switched: Bool
    /// The server's list had it out of memory.
    var wasUnloaded: Bool
  }

  /// Questions beside the conversation to its model since the live request went out.
  private var sideQuestions = 0

  /// Less is not worth a word, tokens.
  static let notable = 200

  /// A request for the conversation goes out.
  ///
  /// - Parameter wasUnloaded: the model is not in memory, as far as its server told.
  func note(_ exchange: ChatRequest, provider: String, wasUnloaded: Bool = false) {
    let key = Key(provider: provider, model: exchange.model)
    let switched = last[provider].map { $0 != exchange.model } ?? false
    sideQuestions = 0
    open = Request(
      key: key, trace: PromptTrace(exchange), before: sent[key], switched: switched,
      wasUnloaded: wasUnloaded)
    last[provider] = exchange.model
  }

  /// A question beside the conversation goes out.
  func noteSideQuestion(model: String, provider: String) {
    let key = Key(provider: provider, model: model)
    // One that goes out while a reply streams comes between that and the next.
    if open?.key == key { sideQuestions += 1 } else { sent[key]?.sideQuestions += 1 }
    last[provider] = model
  }

  /// What became of the prompt that went out last; `nil` where the server does not say what it reused.
  func judge(_ reply: Reply) -> PromptReuse? {
    guard let request = open else { return nil }
    open = nil
    var words = request.before?.words ?? []
    // A conversation of thousands of turns is remembered by its newest.
    if words.count > 4096 { words = [] }
    sent[request.key] = Sent(
      trace: request.trace, words: words.union(request.trace.words),
      sideQuestions: sideQuestions,
      answer: reply.usage.completionTokens ?? reply.textDeltas, thought: !reply.reasoning.isEmpty)
    guard let prompt = reply.usage.promptTokens, let reused = reply.usage.cachedTokens,
      reused <= prompt
    else { return nil }
    var reuse = PromptReuse(prompt: prompt, reused: reused, seconds: reply.usage.promptSeconds)
    guard let before = request.before else { return reuse }
    let had = Int(Double(prompt) * request.trace.share(of: before.words))
    guard had - reused >= max(Self.notable, had / 10) else { return reuse }
    reuse.lost = had - reused
    reuse.cause = cause(request, before, reply, lost: reuse.lost)
    return reuse
  }

  private func cause(
    _ request: Request, _ before: Sent, _ reply: Reply, lost: Int
  ) -> PromptReuse.Cause {
    let loaded =
      request.wasUnloaded || reply.usage.loadSeconds ?? 0 > 0.5
      || reply.clock.spans.contains { $0.stage == .load }
    if let change = request.trace.cause(after: before.trace) { return change }
    if request.switched { return .otherModel }
    if loaded { return .loadedAnew }
    if before.sideQuestions > 0 { return .sideQuestion }
    // The template leaves its thinking out, and a cache ends where a prompt differs.
    return before.thought && lost <= before.answer * 3 / 2 ? .stripped : .otherClient
  }
}
