import Dispatch
import Engine
import TUI

/// `draft.json`: the prompt that is being written, so that no crash and no kill loses it.
///
/// Written a moment after the last change, and at the end. Pastes stay folded.
@MainActor
final class DraftFile {
  private nonisolated static let name = "draft.json"
  /// Longer than typing pauses between keys, shorter than a person's patience with a lost line.
  static let pause: DispatchTimeInterval = .milliseconds(400)

  private let directory: StateDirectory?
  private var elements: [Composer.Element] = []
  private var revision = 0
  private var timer: (any DispatchSourceTimer)?
  /// A draft may hold a paste of many megabytes: neither a key nor a frame waits for its writing.
  private let line = DispatchQueue(label: "draft")

  init(directory: StateDirectory?) {
    self.directory = directory
  }

  /// The draft an earlier run left behind.
  func read() -> [Composer.Element] {
    guard let text = directory?.read(Self.name), let parts = JSON(parsing: text)?.array else {
      return []
    }
    return parts.flatMap { part -> [Composer.Element] in
      if let text = part["text"]?.string { return text.map(Composer.Element.grapheme) }
      if let paste = part["paste"]?.string { return [.paste(Paste(paste))] }
      // A file is read anew, so that what goes out is what is there.
      if let path = part["file"]?.string { return ("@" + path).map(Composer.Element.grapheme) }
      return []
    }
  }

  /// Takes notice of the prompt after each frame; writes only when it changed.
  func note(_ composer: Composer) {
    guard composer.revision != revision else { return }
    revision = composer.revision
    elements = composer.elements
    guard timer == nil else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + Self.pause)
    timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.write() } }
    timer.resume()
    self.timer = timer
  }

  /// Writes what has changed and was not written yet, and waits for it.
  func flush() {
    if timer != nil { write() }
    line.sync {}
  }

  private func write() {
    timer?.cancel()
    timer = nil
    line.async { [directory, elements] in
      // A draft that cannot be written is still on the screen.
      try? directory?.write(Self.json(elements).text + "\n", to: Self.name)
    }
  }

  nonisolated static func json(_ elements: [Composer.Element]) -> JSON {
    var parts: [JSON] = []
    var text = ""
    for element in elements {
      if case .grapheme(let character) = element {
        text.append(character)
        continue
      }
      if !text.isEmpty { parts.append(["text": .string(text)]) }
      text = ""
      switch element {
      case .paste(let paste): parts.append(["paste": .string(paste.text)])
      case .file(let file): parts.append(["file": .string(file.path)])
      case .grapheme: break
      }
    }
    if !text.isEmpty { parts.append(["text": .string(text)]) }
    return .array(parts)
  }
}
