import Engine

/// The last error with everything that is known of it.
enum ErrorPage {
  static func lines(_ session: Session) -> [Line] {
    guard let error = session.lastError else { return [] }
    var lines = [
      Line("✗ \(SafeText(foreign: error.message))", Ink(.error)), Line(),
      Line(SafeText(foreign: LayersMessages.kind(error.kind.rawValue)), Ink(.overlay)),
    ]
    if let wait = error.retryAfter {
      lines.append(Line(SafeText(foreign: LayersMessages.retry(after: wait)), Ink(.overlay)))
    }
    if let remedy = error.remedy {
      lines.append(Line("→ \(SafeText(foreign: remedy))", Ink(.notice)))
    }
    lines.append(Line())
    guard let words = error.serverWords else {
      return lines + [Line(LayersMessages.saidNothingMore, Ink(.faint))]
    }
    lines.append(Line(LayersMessages.serversWords, Ink(.heading)))
    // What a server sends in one error is bounded here as it is in the engine.
    for line in Sanitizer.sanitize(String(words.prefix(64 << 10))).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      lines.append(Line(SafeText(foreign: String(line)), Ink(.overlay)))
    }
    return lines
  }
}
