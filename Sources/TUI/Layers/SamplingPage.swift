import Engine

/// What shapes the words of this conversation's replies, on sliders: what is changed here counts from the next turn.
package struct SamplingPage: Layer {
  private let profile: Sampling
  private let presets: [Configuration.Preset]
  private(set) var sampling: Sampling
  private var current = 0
  /// What is being typed for the parameter that is stood on.
  private var typed: String?
  private var complaint = false

  init(_ session: Session) {
    profile = session.profile.sampling
    presets = session.presets
    sampling = session.conversation.sampling
  }

  private var names: [Sampling.Name] { Sampling.Name.allCases }
  private var name: Sampling.Name { names[current] }

  // MARK: Keys

  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    switch key {
    case KeyPress(.enter):
      guard typed != nil else { return .close() }
      return .stay(finishTyping())
    case KeyPress(.down), KeyPress(.tab): return move(by: 1)
    case KeyPress(.up), KeyPress(.tab, .shift): return move(by: -1)
    case KeyPress(.left): return step(by: -1)
    case KeyPress(.right): return step(by: 1)
    case KeyPress(.backspace), KeyPress(.delete): return erase()
    case KeyPress(.character("p"), .control): return choosePreset()
    default:
      guard let character = key.typed, name.takes(character) else { return .stay() }
      typed = (typed ?? "") + String(character)
      complaint = false
      return .stay()
    }
  }

  package mutating func insert(_ text: String, in state: inout AppState) -> [Command]? {
    let fitting = text.filter { !$0.isNewline && name.takes($0) }
    if !fitting.isEmpty { typed = (typed ?? "") + fitting }
    return []
  }

  /// What was typed and is no value stays, with the range beside it.
  private mutating func move(by step: Int) -> LayerOutcome {
    let commands = finishTyping()
    if !complaint { current = (current + step + names.count) % names.count }
    return .stay(commands)
  }

  private mutating func finishTyping() -> [Command] {
    guard let text = typed else { return [] }
    guard let value = name.value(text) else {
      complaint = !text.isEmpty
      if text.isEmpty { typed = nil }
      return []
    }
    typed = nil
    return set(value)
  }

  private mutating func step(by steps: Int) -> LayerOutcome {
    (typed, complaint) = (nil, false)
    guard let old = sampling[name] ?? profile[name] else { return .stay(set(name.start)) }
    return .stay(name.moved(old, by: steps).map { set($0) } ?? [])
  }

  private mutating func erase() -> LayerOutcome {
    complaint = false
    if let text = typed {
      typed = text.count > 1 ? String(text.dropLast()) : nil
      return .stay()
    }
    return .stay(sampling[name] == nil ? [] : set(nil))
  }

  /// The next of the named sets, in the place of all that is set here.
  private mutating func choosePreset() -> LayerOutcome {
    guard !presets.isEmpty else { return .stay() }
    let place = presets.firstIndex { $0.sampling == sampling }.map { $0 + 1 } ?? 0
    sampling = place < presets.count ? presets[place].sampling : Sampling()
    return .stay(change)
  }

  private mutating func set(_ value: JSON?) -> [Command] {
    guard value != .array([]) else { return [] }
    sampling[name] = value
    return change
  }

  private var change: [Command] {
    [.engine(.conversation(.change(.sampling(sampling), nil)))]
  }

  // MARK: Picture

  package func draw(_ state: AppState, in screen: Rect, on surface: inout Surface) -> Point? {
    let width = max(8, min(72, screen.columns - 2) - 4)
    let about = Wrap.lines([note], width: width)
    let keys = KeyLine.lines(
      SamplingPageMessages.keys(hasPresets: !presets.isEmpty), width: width)
    let body = names.indices.map { line($0, width) }
    var foot = [Line()] + about + [Line()] + keys
    // On a low screen the parameters go before what is said about them.
    if body.count + foot.count + 2 > screen.rows { foot = about + keys }
    if foot.count + 8 > screen.rows { foot = about }
    let preset = presets.first { $0.sampling == sampling }.map { Sanitizer.sanitize($0.name) }
    let box = LayerBox.rect(columns: width + 4, rows: body.count + foot.count + 2, in: screen)
    LayerBox.open(box, title: SamplingPageMessages.title(preset: preset), on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    let height = max(1, text.rows - foot.count)
    let top = max(0, min(current - height / 2, body.count - height))
    for row in 0..<height where top + row < body.count {
      surface.write(
        body[top + row], at: Point(column: text.column, row: text.row + row), in: text)
    }
    for (row, line) in foot.enumerated() {
      surface.write(line, at: Point(column: text.column, row: text.row + height + row), in: text)
    }
    return nil
  }

  private func line(_ place: Int, _ width: Int) -> Line {
    let name = names[place]
    let isHere = place == current
    let own = sampling[name]
    let value = own ?? profile[name]
    let title = name.rawValue + String(repeating: " ", count: max(1, 18 - name.rawValue.count))
    var spans = [
      Span(isHere ? "› " : "  ", Ink(.key)),
      Span(SafeText(foreign: title), Ink(isHere ? .heading : .overlay)),
    ]
    if width >= 56 {
      let share = value.flatMap(name.share)
      spans +=
        share.map { Gauge.spans($0, columns: 14) } ?? [
          Span(SafeText(foreign: String(repeating: " ", count: 16)))
        ]
      spans.append(Span(" "))
    }
    if isHere, let typed {
      spans += Sanitizer.spans(typed + "▏", Ink(complaint ? .warning : .heading))
    } else if let value {
      spans += Sanitizer.spans(Sampling.word(value), Ink(own == nil ? .faint : .overlay))
    }
    if !(isHere && typed != nil) {
      let origin = SamplingPageMessages.origin(
        isOwn: own != nil, isProfiles: value != nil, isNarrow: width < 40)
      spans.append(Span(SafeText(foreign: (value == nil ? "" : "  ") + origin), Ink(.faint)))
    }
    return Line(spans)
  }

  private var note: Span {
    complaint
      ? Span(SafeText(foreign: SamplingPageMessages.canBe(name.range)), Ink(.warning))
      : Span(
        SafeText(foreign: name.meaning + say(" ", zh: "") + SamplingPageMessages.canBe(name.range)),
        Ink(.faint))
  }
}
