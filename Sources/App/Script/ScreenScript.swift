import Engine
import TUI

/// Steps of a scripted run, one a line, as `--script` reads them.
///
/// ```
/// # a comment
/// until ready
/// type tell me about ncurses
/// key enter
/// until idle
/// key f6 ctrl+o
/// save docs/images/answer.svg
/// ```
struct ScreenScript: Equatable, Sendable {
  enum Step: Equatable, Sendable {
    case input([TerminalInput])
    case resize(Size)
    case until(Condition)
    /// Keeps the picture of this moment in a file.
    case save(String)
  }

  /// What a script can wait for.
  enum Condition: Equatable, Sendable {
    case state(State)
    /// The picture holds this text in one row.
    case shows(String)
  }

  enum State: String, CaseIterable, Sendable {
    case ready, idle, busy, loading, thinking, answering, asked, trouble
  }

  /// What is wrong with a line.
  struct Complaint: Error, Equatable {
    var line: Int
    var words: String
  }

  /// The steps with their lines, counted from 1.
  private(set) var steps: [(line: Int, step: Step)] = []

  init(_ text: String) throws(Complaint) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.last == "\r" ? line.dropLast() : line
      guard !line.allSatisfy(\.isWhitespace), line.first != "#" else { continue }
      do {
        steps.append((index + 1, try Self.step(line)))
      } catch {
        throw Complaint(line: index + 1, words: error.words)
      }
    }
  }

  static func == (a: ScreenScript, b: ScreenScript) -> Bool {
    a.steps.elementsEqual(b.steps) { $0 == $1 }
  }

  private struct Wrong: Error { var words: String }

  private static func step(_ line: Substring) throws(Wrong) -> Step {
    let verb = line.prefix { $0 != " " }
    let rest = String(line.dropFirst(verb.count + 1))
    let words = rest.split(separator: " ").map(String.init)
    switch verb {
    case "type": return .input(rest.map { .key(KeyPress(.character($0))) })
    case "paste": return .input([.paste(rest.replacing("\\n", with: "\n"))])
    case "key": return .input(try keys(words))
    case "wheel", "click", "drag": return .input(try mouse(String(verb), words))
    case "focus" where rest == "in" || rest == "out": return .input([.focus(rest == "in")])
    case "resize":
      guard let size = Size(words: rest) else {
        throw Wrong(words: ScriptMessages.resizeNeedsSize)
      }
      return .resize(size)
    case "until": return .until(try condition(rest))
    case "save" where !rest.isEmpty: return .save(rest)
    default: throw Wrong(words: ScriptMessages.isNoStep(String(verb)))
    }
  }

  private static func keys(_ names: [String]) throws(Wrong) -> [TerminalInput] {
    var inputs: [TerminalInput] = []
    for name in names {
      guard let key = KeyPress(name: name) else { throw Wrong(words: ScriptMessages.isNoKey(name)) }
      inputs.append(.key(key))
    }
    return inputs
  }

  private static func condition(_ words: String) throws(Wrong) -> Condition {
    if words.hasPrefix("shows "), words.count > 6 { return .shows(String(words.dropFirst(6))) }
    guard let state = State(rawValue: words) else {
      let known = State.allCases.map(\.rawValue)
      throw Wrong(words: ScriptMessages.unknownCondition(words, known: known))
    }
    return .state(state)
  }

  /// `wheel up 10,4`, `click 10,4`, `drag 10,4 30,6`: columns and rows count from 1.
  private static func mouse(_ verb: String, _ words: [String]) throws(Wrong) -> [TerminalInput] {
    let places = words.compactMap(Point.init(words:))
    switch (verb, places.count, words.count) {
    case ("wheel", 1, 2) where words[0] == "up" || words[0] == "down":
      return [.mouse(Mouse(words[0] == "up" ? .wheelUp : .wheelDown, at: places[0]))]
    case ("click", 1, 1):
      return [.mouse(Mouse(.press, at: places[0])), .mouse(Mouse(.release, at: places[0]))]
    case ("drag", 2, 2):
      return [
        .mouse(Mouse(.press, at: places[0])), .mouse(Mouse(.drag, at: places[1])),
        .mouse(Mouse(.release, at: places[1])),
      ]
    default: throw Wrong(words: ScriptMessages.mouseForms)
    }
  }
}

extension ScreenScript.State {
  /// Whether the program is in this state.
  func holds(_ state: AppState) -> Bool {
    let session = state.session
    let isTroubled = !WarmUpLabel.trouble(session.warmUp.state).isEmpty
    let isBusy = session.isReplying || session.isCompacting || session.warmUp.isUnderWay
    let reply = session.transcript.live?.reply
    return switch self {
    case .ready: session.warmUp.state == .ready
    case .idle: !isBusy && (session.queue.isEmpty || isTroubled)
    case .busy: isBusy
    case .loading: session.warmUp.isLoading
    case .thinking: reply?.isThinking ?? false
    case .answering: reply.map { !$0.text.isEmpty } ?? false
    case .asked:
      (state.layer as? CallQuestion)?.takesKeys(at: state.now)
        ?? (state.layer as? FormPage)?.takesKeys(at: state.now) ?? false
    case .trouble: isTroubled
    }
  }
}

extension Size {
  /// `120x40`, each from 1 to 1000.
  init?(words: String) {
    let parts = words.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...1000).contains(columns), (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}

extension Point {
  /// `10,4`, counted from 1.
  fileprivate init?(words: String) {
    let parts = words.split(separator: ",").map { Int($0) }
    guard parts.count == 2, let column = parts[0], let row = parts[1], column > 0, row > 0 else {
      return nil
    }
    self.init(column: column - 1, row: row - 1)
  }
}
