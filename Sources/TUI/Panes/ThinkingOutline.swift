import Engine

/// Thinking by its steps: each folded to the line it begins with, or open.
///
/// A step begins behind a blank line, or with words that number or head it. What is settled is looked at once.
struct ThinkingOutline: Sendable {
  /// Columns before a line: the mark of a step, or as many blanks.
  static let indent = 2

  struct Row: Equatable, Sendable {
    /// The line of the thinking.
    var line: Int
    var step: Int
    var isHeading: Bool
  }

  private(set) var rows: [Row] = []
  /// The step that the keys act on.
  private(set) var selected = 0
  private var open: Set<Int> = []
  /// The first and the last line with words of each step.
  private var steps: [ClosedRange<Int>] = []
  private var scanned = 0

  var stepCount: Int { steps.count }
  var selectedRow: Int? { rows.firstIndex { $0.step == selected && $0.isHeading } }

  var selectedLine: Int? { steps.indices.contains(selected) ? steps[selected].lowerBound : nil }

  func isOpen(_ step: Int) -> Bool { open.contains(step) }

  // MARK: Growing

  /// Takes the lines that are new, and once more those that could still change.
  mutating func update(_ text: PlainLayout) {
    while let last = rows.last, last.line >= scanned { rows.removeLast() }
    while let last = steps.last, last.upperBound >= scanned {
      steps.removeLast()
      if last.lowerBound < scanned { steps.append(last.lowerBound...(scanned - 1)) }
    }
    for index in scanned..<max(scanned, text.lineCount) {
      take(text.line(index), at: index, of: text)
    }
    scanned = text.settledCount
  }

  private mutating func take(_ line: Line, at index: Int, of text: PlainLayout) {
    let isBlank = line.isBlank
    let isFirst = steps.isEmpty || index > 0 && text.line(index - 1).isBlank
    if !isBlank, isFirst || line.joint == .newline && Self.heads(line.text) {
      steps.append(index...index)
      rows.append(Row(line: index, step: steps.count - 1, isHeading: true))
    } else if let step = steps.indices.last {
      if !isBlank { steps[step] = steps[step].lowerBound...index }
      if open.contains(step) { rows.append(Row(line: index, step: step, isHeading: false)) }
    }
  }

  /// `Step 3`, `2.`, `4)`, `## Plan`, `**Plan**`: how models head what they do next.
  private static func heads(_ text: String) -> Bool {
    if text.hasPrefix("#") || text.hasPrefix("**") { return true }
    if text.lowercased().hasPrefix("step "), text.dropFirst(5).first?.isNumber == true {
      return true
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count) else { return false }
    let rest = text.dropFirst(digits.count)
    return rest.hasPrefix(". ") || rest.hasPrefix(") ")
  }

  /// For the same thinking broken at other places: what is open stays open.
  func begunAnew() -> ThinkingOutline {
    var fresh = ThinkingOutline()
    (fresh.open, fresh.selected) = (open, selected)
    return fresh
  }

  // MARK: Folding

  mutating func select(_ step: Int) { selected = min(max(0, step), max(0, steps.count - 1)) }

  mutating func setOpen(_ isOpen: Bool, _ text: PlainLayout) {
    if isOpen { open.insert(selected) } else { open.remove(selected) }
    (rows, steps, scanned) = ([], [], 0)
    update(text)
  }

  // MARK: Showing

  /// `▸ The user asks for a program that … +14 lines`
  func shown(_ row: Row, of text: PlainLayout) -> Line {
    var line = text.line(row.line)
    let mark = !row.isHeading ? "  " : isOpen(row.step) ? "▾ " : "▸ "
    let hidden = row.isHeading && !isOpen(row.step) ? steps[row.step].count - 1 : 0
    if hidden > 0 {
      let count = " " + PanesMessages.more(lines: hidden)
      line = line.truncated(to: max(1, text.width - Glyph.width(of: count)))
      line.append(Span(SafeText(foreign: count), Ink(.faint)))
    }
    var shown = Line([Span(SafeText(foreign: mark), Ink(.faint))])
    for span in line.spans { shown.append(span) }
    if !row.isHeading { shown.joint = line.joint }
    return shown
  }
}

/// The lines of the thinking, or the rows of its outline.
package struct ThinkingBlock: PaneBlock {
  let text: PlainLayout
  let outline: ThinkingOutline?

  package var lineCount: Int { outline?.rows.count ?? text.lineCount }

  package func line(_ index: Int) -> Line {
    guard let outline else { return text.line(index) }
    return outline.shown(outline.rows[index], of: text)
  }
}
