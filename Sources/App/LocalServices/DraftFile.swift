import Engine
import TUI

/// The prompt that is being written, so that no crash and no kill loses it: one file a window.
///
/// Written a moment after the last change, and at the end. Pastes stay folded. What a window left behind
/// that no longer lives, the next one to open takes over.
@ScreenActor
final class DraftFile {
  /// Longer than typing pauses between keys, shorter than a user's patience with a lost line.
  static let pause: Duration = .milliseconds(400)

  private let folder: DraftFolder?
  private var elements: [Composer.Element] = []
  private var revision = 0
  private var timer: WorkTimer?
  /// A draft may hold a paste of many megabytes: neither a key nor a frame waits for its writing.
  private let line = WorkThread(name: "draft")

  init(directory: StateDirectory?) {
    folder = directory.flatMap { DraftFolder($0) }
  }

  /// The draft that an earlier window left behind; now it is this one's.
  func read() -> [Composer.Element] {
    guard let text = folder?.takeOver(), let json = JSON(parsing: text) else { return [] }
    return PromptElements.elements(json)
  }

  /// Takes notice of the prompt after each frame; writes only when it changed.
  func record(_ composer: Composer) {
    guard composer.revision != revision else { return }
    revision = composer.revision
    elements = composer.elements
    guard timer == nil else { return }
    timer = ScreenActor.after(Self.pause) { [weak self] in self?.write() }
  }

  /// Writes what has changed and was not written yet, and waits for it.
  func flush() {
    if timer != nil { write() }
    line.drain()
  }

  private func write() {
    timer?.cancel()
    timer = nil
    line.post { [folder, elements] in
      folder?.write(elements.isEmpty ? nil : PromptElements.json(elements).text + "\n")
    }
  }
}
