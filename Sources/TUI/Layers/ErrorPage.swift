import Engine

/// The last error with everything that is known of it.
enum ErrorPage {
  static func lines(_ session: Session) -> [Line] {
    guard let error = session.lastError else { return [] }
    var lines = [
      Line("✗ \(SafeText(foreign: error.message))", Ink(.error)), Line(),
      Line(SafeText(foreign: ErrorPageMessages.kind(error.kind.rawValue)), Ink(.overlay)),
    ]
    if let wait = error.retryAfter {
      lines.append(Line(SafeText(foreign: ErrorPageMessages.retry(after: wait)), Ink(.overlay)))
    }
    if let remedy = error.remedy {
      lines.append(Line("→ \(SafeText(foreign: remedy))", Ink(.notice)))
    }
    lines.append(Line())
    guard let words = error.serverWords else {
      return lines + [Line(ErrorPageMessages.saidNothingMore, Ink(.faint))]
    }
    return lines + [Line(ErrorPageMessages.serversWords, Ink(.heading))]
      + ForeignText.lines(words, .overlay)
  }
}
