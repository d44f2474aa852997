/// A theme's reason for a style. Themes name these in their files, by the raw value.
package enum Role: String, CaseIterable, Hashable, Sendable {
  case text, faint, title, titleFocused = "title-focused"
  case border, borderFocused = "border-focused"
  case thinking, bracket
  /// The user's own words, and the bar before them.
  case yours, you
  case model, marker
  case notice, warning, error, success
  case status, statusFaint = "status-faint", statusReady = "status-ready"
  case statusBusy = "status-busy", statusBad = "status-bad", statusCloud = "status-cloud"
  case prompt, promptCloud = "prompt-cloud", input, placeholder
  case gaugeFull = "gauge-full", gaugeEmpty = "gauge-empty"
  case overlay, overlayBorder = "overlay-border", selected, match, selection, key, disabled
  case heading, emphasis, strong, link, quote, listMarker = "list-marker", rule, tableBorder =
    "table-border"
  /// A name, a command or a path within a sentence, where blocks of code are `code`.
  case inlineCode = "inline-code"
  case code, codeBorder = "code-border", codeKeyword = "code-keyword", codeType = "code-type"
  case codeString = "code-string", codeNumber = "code-number", codeComment = "code-comment"
  case codeFunction = "code-function"
  /// A control character of foreign origin, shown instead of obeyed.
  case control
}
