import Engine
import SystemPackage
import TUI

/// Reads the files that go with a prompt.
enum AttachmentReader {
  /// A model's window is full long before.
  static let largestText = 4 << 20

  @concurrent
  static func read(
    _ paths: [String], environment: [String: String] = Environment.current
  ) async -> [AttachAnswer] {
    var answers: [AttachAnswer] = []
    for path in paths { answers.append(await answer(path, environment)) }
    return answers
  }

  private static func answer(
    _ path: String, _ environment: [String: String]
  ) async -> AttachAnswer {
    if let outcome = await outcome(path, environment) {
      return AttachAnswer(path: path, outcome: outcome)
    }
    // "look at @notes.txt." means notes.txt
    let bare = String(path.reversed().drop { ".,;:!?)]}'\"".contains($0) }.reversed())
    if bare != path, !bare.isEmpty, let outcome = await outcome(bare, environment) {
      return AttachAnswer(path: bare, outcome: outcome)
    }
    return AttachAnswer(path: path, outcome: .absent)
  }

  /// `nil` when there is no such file.
  private static func outcome(
    _ path: String, _ environment: [String: String]
  ) async -> AttachAnswer.Outcome? {
    let place = FileFinder.expanded(path)
    let status: Stat
    do {
      status = try Stat(place)
    } catch .noSuchFileOrDirectory, .notDirectory, .fileNameTooLong {
      return WorkingChanges.names[path] == nil ? nil : await changes(path, environment)
    } catch {
      return .refused(LocalServicesMessages.cannotLook(at: path, error))
    }
    if status.type == .directory {
      // A folder's name alone may be just a word.
      guard path.hasSuffix("/") else { return .folder }
      return file(path, FolderTree.text(path))
    }
    guard status.type == .regular else {
      return .refused(LocalServicesMessages.isNoPlainFile(path))
    }
    let size = Int(status.size)
    guard size <= ImageFile.largest else { return tooLarge(path, size, ImageFile.largest) }
    do throws(Errno) {
      guard let bytes = try TextFile.read(place) else { return nil }
      return await content(path, place, bytes, environment)
    } catch {
      return .refused(LocalServicesMessages.cannotRead(path, error))
    }
  }

  private static func content(
    _ path: String, _ place: String, _ bytes: [UInt8], _ environment: [String: String]
  ) async -> AttachAnswer.Outcome {
    if let header = ImageHeader(bytes) {
      let url = ImageFile.dataURL(bytes, header)
      return .file(Attachment(path: path, bytes: bytes.count, content: .image(url)))
    }
    switch await DocumentText.text(path, at: place, bytes, environment) {
    case .success(let text): return file(path, text, bytes: bytes.count)
    case .failure(let refusal): return .refused(refusal.words)
    case nil: break
    }
    if let cut = LongTable.cut(path, bytes) { return file(path, cut, bytes: bytes.count) }
    guard bytes.count <= largestText else { return tooLarge(path, bytes.count, largestText) }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      return .refused(LocalServicesMessages.isNeitherTextNorImage(path))
    }
    return file(path, text)
  }

  private static func file(
    _ path: String, _ text: String, bytes: Int? = nil
  ) -> AttachAnswer.Outcome {
    .file(Attachment(path: path, bytes: bytes ?? text.utf8.count, content: .text(text)))
  }

  private static func changes(
    _ name: String, _ environment: [String: String]
  ) async -> AttachAnswer.Outcome {
    guard let text = await WorkingChanges.text(name, environment), !text.isBlank else {
      return .refused(LocalServicesMessages.noChanges(name))
    }
    return file(name, text)
  }

  private static func tooLarge(_ path: String, _ size: Int, _ limit: Int) -> AttachAnswer.Outcome {
    .refused(LocalServicesMessages.isTooLarge(path, bytes: size, limit: limit))
  }
}
