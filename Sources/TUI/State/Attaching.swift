import Engine

/// Files that go with a prompt. Each stands in it as a token with its size before Enter sends it.
extension AppState {
  /// The typed `@words` of the prompt that may name files.
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

  /// Looks the `@words` up that the cursor has left, each once.
  mutating func lookUpWords() -> [Command] {
    guard focus == .composer, input.completion == nil else { return [] }
    return lookUp(
      fileWords.filter { !($0.lowerBound...$0.upperBound).contains(composer.cursor) }, .word)
  }

  /// The request for words that were not looked up yet; nothing where there are none.
  mutating func lookUp(_ words: [Range<Int>], _ reason: AttachReason) -> [Command] {
    let names = words.map { String(composer.string($0).dropFirst()) }
      .filter { !input.knownWords.contains($0) }
    guard !names.isEmpty else { return [] }
    input.knownWords.formUnion(names)
    return [.local(.attach(names, reason))]
  }

  mutating func handle(_ answer: LocalAnswer) -> [Command] {
    switch answer {
    case .files(let list): handle(list)
    case .attached(let answers, let reason): return handle(answers, reason)
    case .images(let turn, let images): terminal.images.put(images, of: turn)
    case .edited(let text, let complaint):
      hint = complaint
      if let text { composer.replace(with: text) }
    case .replyEdited(let id, let part, let text, let complaint):
      return steer(id, part, text, complaint: complaint)
    case .instructions(let text, let complaint):
      guard let text else {
        hint = complaint ?? StateMessages.instructionsUnchanged
        return []
      }
      return handle(instructions: text)
    }
    return []
  }

  /// Puts the files where their words stand. An Enter that waited sends only what was to be seen.
  private mutating func handle(_ answers: [AttachAnswer], _ reason: AttachReason) -> [Command] {
    var refusals: [String] = []
    var files: [Attachment] = []
    for answer in answers {
      switch answer.outcome {
      // A word may be just a word, and a folder's name stays one.
      case .absent, .folder:
        guard reason == .asked else { continue }
        refusals.append(
          answer.outcome == .absent
            ? StateMessages.noFile(answer.path) : StateMessages.isFolder(answer.path))
      case .refused(let words): refusals.append(words)
      case .file(let file):
        if let obstacle = obstacle(to: file) {
          refusals.append(obstacle)
        } else {
          files.append(file)
        }
      }
    }
    put(files, reason, complete: files.count == answers.count)
    noteSize(of: files)
    let waited = input.waitsForFiles && reason == .enter
    if reason == .enter { input.waitsForFiles = false }
    if !refusals.isEmpty {
      hint = Sanitizer.sanitize(refusals.joined(separator: "; "))
      return []
    }
    guard waited else { return [] }
    guard files.isEmpty else {
      hint = StateMessages.attached(files: files.count)
      return []
    }
    return sendText()
  }

  /// What files take of the window, where that is known and worth a word.
  private mutating func noteSize(of files: [Attachment]) {
    let tokens = files.reduce(0) { $0 + ($1.tokens ?? 0) }
    guard let window = session.window, window > 0, tokens > window / 10 else { return }
    hint = StateMessages.takes(tokens: tokens, of: window, files: files.count)
  }

  private mutating func put(_ files: [Attachment], _ reason: AttachReason, complete: Bool) {
    if case .dropped(let text) = reason {
      // Paths of which only some are files were a text after all.
      guard complete, let place = composer.range(of: .pasted(text)) else { return }
      let tokens = files.flatMap { [Composer.Element.file($0), .grapheme(" ")] }
      return composer.replace(place, with: tokens)
    }
    for file in files { attach(file) }
  }

  /// An image needs a model that sees. A server that does not tell is believed to.
  private func obstacle(to file: Attachment) -> String? {
    guard case .image = file.content,
      let model = session.activeModel,
      !model.hasVision, session.server.kind?.listsVision == true
    else { return nil }
    return StateMessages.cannotSee(
      model: session.profile.model, image: file.path, modelsKey: hint(for: .pickModel))
  }

  private mutating func attach(_ file: Attachment) {
    let wanted = ("@" + file.path).map(Composer.Element.grapheme)
    guard let place = composer.range(of: wanted) else {
      composer.insert(.file(file))
      composer.insert(" ")
      return
    }
    // The cursor stays where it is in the text around.
    let cursor = composer.cursor
    composer.replace(place, with: [.file(file)])
    let shift = place.count - 1
    composer.move(
      to: cursor >= place.upperBound ? cursor - shift : min(cursor, place.lowerBound + 1))
  }
}
