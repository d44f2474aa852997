/// Refusals that are about who asks: keys, accounts, places, and how often.
enum AccessRefusal {
  /// The account cannot pay; no waiting and no other key of it mends that.
  static func account(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    let isUnpaid =
      status == 402
      || complaint.isA("insufficient_quota", "usage_not_included", "billing_not_active")
      || [401, 403, 429].contains(status)
        && complaint.says(
          "subscription", "billing", "insufficient balance", "insufficient credit", "out of credit",
          "credit balance", "current quota", "payment required", "not enough credits", "prepaid")
    guard isUnpaid else { return nil }
    guard !complaint.brief.isEmpty else { return WireRefusalMessages.wantsPayment(status: status) }
    let isQuota =
      complaint.says("quota", "credit", "balance") || complaint.isA("insufficient_quota")
    return isQuota
      ? WireRefusalMessages.quotaIsUsedUp(complaint.brief)
      : WireRefusalMessages.planForbids(complaint.brief)
  }

  /// A key that is missing or wrong is told as such only where the words speak of one.
  static func access(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    let isCoded = complaint.isA(
      "invalid_api_key", "authentication_error", "invalid_authentication", "UNAUTHENTICATED")
    guard status == 401 || status == 403 || isCoded else { return nil }
    let words = complaint.isPage ? "" : complaint.brief
    if complaint.isPage, !complaint.brief.isEmpty {
      return WireRefusalMessages.pageForbids(complaint.brief, status: status)
    }
    let isPlace = complaint.says("region", "country", "territory", "location", "geograph")
    if !isPlace, isCoded || isAboutTheKey(complaint, status) {
      return WireRefusalMessages.wantsToken
    }
    return WireRefusalMessages.forbidden(words, statusLine: HTTPStatus.line(status))
  }

  private static func isAboutTheKey(_ complaint: ServerErrorBody, _ status: Int) -> Bool {
    if status == 401, complaint.isPage || isBareStatus(complaint.message) { return true }
    let words = complaint.message.lowercased()
    let subjects = ["api key", "api-key", "apikey", "api_key", "token", "credential", "bearer"]
    let states = [
      "invalid", "incorrect", "missing", "required", "provide", "not found", "wrong", "expired",
      "revoked", "malformed", "no api", "no auth", "unknown", "must be", "pass", "not valid",
      "not provided", "verify", "mismatch", "need",
    ]
    let speaksOfKey = subjects.contains { words.contains($0) }
    if speaksOfKey, states.contains(where: { words.contains($0) }) { return true }
    return complaint.says("authorization header", "authentication fail", "not authenticated")
  }

  /// Nothing but the status in words.
  private static func isBareStatus(_ message: String) -> Bool {
    let words = message.lowercased().filter { $0.isLetter || $0 == " " }.trimmed
    return ["", "unauthorized", "not authorized", "authentication required"].contains(words)
  }

  static func rate(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    let delay = RetryDelay.duration(in: complaint.message)
    if complaint.isA("server_is_overloaded", "slow_down", "overloaded_error") || status == 529 {
      return WireRefusalMessages.isAtCapacity(complaint.brief, retryAfter: delay)
    }
    let isRate =
      status == 429
      || complaint.isA("rate_limit_exceeded", "429", "rate_limit_error", "RESOURCE_EXHAUSTED")
    guard isRate || status == 413 else { return nil }
    if let allowance = Allowance(complaint.message), allowance.isNeverEnough {
      return WireRefusalMessages.neverEnough(
        asked: allowance.asked, allowed: allowance.limit, complaint.brief)
    }
    if status == 413 { return WireRefusalMessages.tooLarge(complaint.brief) }
    let isLong = complaint.says("per day", "per month", "per week", "daily", "monthly", "weekly")
    return isLong
      ? WireRefusalMessages.noMoreRequests(complaint.brief)
      : WireRefusalMessages.noMoreRequestsYet(complaint.brief, retryAfter: delay)
  }
}

/// The tokens that a request asked for and those that a while allows, as Groq and OpenAI tell them:
/// `Limit 6000, Requested 12328`.
struct Allowance {
  let limit: Int
  let asked: Int

  init?(_ message: String) {
    let words = message.lowercased()
    guard let limit = Self.figure(behind: "limit ", in: words),
      let asked = Self.figure(behind: "requested ", in: words)
    else { return nil }
    (self.limit, self.asked) = (limit, asked)
  }

  /// However long one waits.
  var isNeverEnough: Bool { asked > limit }

  private static func figure(behind word: String, in words: String) -> Int? {
    guard let place = words.firstRange(of: word) else { return nil }
    let rest = words[place.upperBound...].drop { $0 == ":" || $0 == " " }
    return Figure.tokens.count(digits: rest.prefix { $0.isNumber || $0 == "," }.trimmingCommas)
  }
}

extension Substring {
  fileprivate var trimmingCommas: Substring {
    var text = self
    while text.last == "," { text.removeLast() }
    return text
  }
}
