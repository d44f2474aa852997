import Engine

/// Files that go with a prompt.
extension AppState {
  /// The `@words` of the prompt that may name files.
  var fileWords: [Range<Int>] {
    let elements = composer.elements
    var words: [Range<Int>] = []
    var start: Int?
    // A prompt this long was not typed; its files come by Tab or /attach.
    guard elements.count < 20_000 else { return [] }
    for index in 0...elements.count {
      let character = index < elements.count ? elements[index].character : nil
      let isSpace = character?.isWhitespace ?? true
      if let begin = start, isSpace {
        if index - begin > 1, elements[begin] == .grapheme("@") { words.append(begin..<index) }
        start = nil
      } else if start == nil, !isSpace {
        start = index
      }
    }
    return words
  }

  mutating func take(_ answer: LocalAnswer) -> [Command] {
    switch answer {
    case .files(let list): take(list)
    case .attached(let answers): return take(answers)
    case .edited(let text, let complaint):
      hint = complaint
      if let text { composer.replace(with: text) }
    case .instructions(let text, let complaint):
      guard let text else {
        hint = complaint ?? "the instructions are as they were"
        return []
      }
      return take(instructions: text)
    }
    return []
  }

  /// Puts the files where their words stand, then sends if Enter waits for that.
  private mutating func take(_ answers: [AttachAnswer]) -> [Command] {
    let waiting = waitsForFiles
    waitsForFiles = nil
    var refusals: [String] = []
    for answer in answers {
      switch answer.outcome {
      case .absent:
        if waiting != .send { refusals.append("there is no file \(answer.path)") }
      case .refused(let reason): refusals.append(reason)
      case .file(let file):
        if let obstacle = obstacle(to: file) { refusals.append(obstacle) } else { attach(file) }
      }
    }
    if !refusals.isEmpty {
      hint = Washer.wash(refusals.joined(separator: "; "))
      return []
    }
    return waiting == .send ? sendText() : []
  }

  /// An image needs a model that sees. A server that does not tell is believed to.
  private func obstacle(to file: Attachment) -> String? {
    guard case .image = file.content,
      let model = session.models.first(where: { $0.answers(to: session.profile.model) }),
      !model.hasVision, session.server.kind?.tellsVision == true
    else { return nil }
    return "\(session.profile.model) cannot see images, so \(file.path) was not attached; "
      + "\(hint(for: .pickModel)) lists models with vision"
  }

  private mutating func attach(_ file: Attachment) {
    let wanted = Array("@" + file.path).map(Composer.Element.grapheme)
    if let word = fileWords.first(where: { composer.elements[$0].starts(with: wanted) }) {
      composer.replace(word.lowerBound..<word.lowerBound + wanted.count, with: [.file(file)])
    } else {
      composer.insert(.file(file))
      composer.insert(" ")
    }
  }
}

extension ServerKind {
  /// Its model list says which models see images.
  fileprivate var tellsVision: Bool {
    switch self {
    case .lmStudio(.v1), .lmStudio(.v0), .ollama: true
    case .lmStudio(.openAIOnly), .llamaCpp, .vllm, .generic: false
    }
  }
}
