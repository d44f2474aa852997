import Engine
import SystemPackage
import TUI

/// Reads the files that go with a prompt.
enum AttachmentReader {
  /// A model's window is full long before.
  static let largestText = 4 << 20

  @concurrent
  static func read(_ paths: [String]) async -> [AttachAnswer] {
    paths.map { answer($0) }
  }

  private static func answer(_ path: String) -> AttachAnswer {
    if let outcome = outcome(path) { return AttachAnswer(path: path, outcome: outcome) }
    // "look at @notes.txt." means notes.txt
    let bare = String(path.reversed().drop { ".,;:!?)]}'\"".contains($0) }.reversed())
    if bare != path, !bare.isEmpty, let outcome = outcome(bare) {
      return AttachAnswer(path: bare, outcome: outcome)
    }
    return AttachAnswer(path: path, outcome: .absent)
  }

  /// `nil` when there is no such file.
  private static func outcome(_ path: String) -> AttachAnswer.Outcome? {
    let place = FileFinder.expanded(path)
    let status: Stat
    do {
      status = try Stat(place)
    } catch .noSuchFileOrDirectory, .notDirectory, .fileNameTooLong {
      return nil
    } catch {
      return .refused(LocalServicesMessages.cannotLook(at: path, error))
    }
    if status.type == .directory { return .folder }
    guard status.type == .regular else {
      return .refused(LocalServicesMessages.isNoPlainFile(path))
    }
    let size = Int(status.size)
    guard size <= ImageFile.largest else { return tooLarge(path, size, ImageFile.largest) }
    do throws(Errno) {
      guard let bytes = try TextFile.read(place) else { return nil }
      return content(path, bytes)
    } catch {
      return .refused(LocalServicesMessages.cannotRead(path, error))
    }
  }

  private static func content(_ path: String, _ bytes: [UInt8]) -> AttachAnswer.Outcome {
    if let type = ImageFile.mediaType(bytes) {
      let url = "data:\(type);base64," + Base64.encode(bytes)
      return .file(Attachment(path: path, bytes: bytes.count, content: .image(url)))
    }
    guard bytes.count <= largestText else { return tooLarge(path, bytes.count, largestText) }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      return .refused(LocalServicesMessages.isNeitherTextNorImage(path))
    }
    return .file(Attachment(path: path, bytes: bytes.count, content: .text(text)))
  }

  private static func tooLarge(_ path: String, _ size: Int, _ limit: Int) -> AttachAnswer.Outcome {
    .refused(LocalServicesMessages.isTooLarge(path, bytes: size, limit: limit))
  }
}
