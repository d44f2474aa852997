import Engine
import Subprocess

/// Documents that are no plain text, turned into it by the program that knows them best, where it is installed.
enum DocumentText {
  /// A kind of document and what reads it.
  private struct Kind {
    var name: String
    var program: String
    var package: String
    /// Behind the program, before the file.
    var arguments: [String]
    /// Behind the file.
    var ending: [String] = []
  }

  /// A page that takes longer is one that never ends.
  private static let patience: Duration = .seconds(30)

  private static func kind(_ path: String, _ bytes: [UInt8]) -> Kind? {
    if bytes.starts(with: "%PDF-".utf8) {
      return Kind(
        name: "PDF", program: "pdftotext", package: "poppler-utils",
        arguments: ["-enc", "UTF-8", "-layout", "-q"], ending: ["-"])
    }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let isArchive = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    guard ["docx", "odt", "epub"].contains(ending), isArchive else { return nil }
    // --sandbox keeps a document from having other files read.
    return Kind(
      name: ending, program: "pandoc", package: "pandoc",
      arguments: ["--sandbox", "--from", ending, "--to", "plain", "--wrap", "none"])
  }

  /// The document's text, or why there is none; `nil` for what is no document.
  static func text(
    _ path: String, at place: String, _ bytes: [UInt8], _ environment: [String: String]
  ) async -> Result<
    String, Refusal
  >? {
    guard let kind = kind(path, bytes) else { return nil }
    guard let program = SearchPath.program(kind.program, environment) else {
      return .failure(
        Refusal(LocalServicesMessages.needs(kind.program, kind.package, for: path, kind.name)))
    }
    // A name that begins with a dash would be read as an option.
    let file = place.hasPrefix("/") ? place : "./" + place
    let words = kind.arguments + [file] + kind.ending
    guard let printed = await ChildOutput.of(program, words, within: patience) else {
      return .failure(Refusal(LocalServicesMessages.couldNotBeTurned(path, by: kind.program)))
    }
    let text = String(decoding: printed, as: UTF8.self)
    return text.isBlank
      ? .failure(Refusal(LocalServicesMessages.holdsNoText(path)))
      : .success(text.replacing("\u{0C}", with: "\n"))
  }

  struct Refusal: Error {
    var words: String
    init(_ words: String) { self.words = words }
  }
}

/// What a program prints.
enum ChildOutput {
  private static let longest = AttachmentReader.largestText

  /// - Parameter input: what it reads on stdin.
  /// - Returns: `nil` where it fails, says more than a prompt can hold, or takes too long.
  static func of(
    _ program: String, _ arguments: [String], reading input: [UInt8] = [], within limit: Duration
  ) async -> [UInt8]? {
    let bytes = try? await TimeLimit.within(limit) {
      var options = PlatformOptions()
      options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(1))]
      let result = try await Subprocess.run(
        .path(ChildPath(program)), arguments: Arguments(arguments),
        environment: .exactly(ToolServerProcess.usual(Environment.current)),
        platformOptions: options,
        input: .array(input), output: .bytes(limit: longest), error: .discarded)
      guard case .exited(0) = result.terminationStatus else { return [UInt8]?.none }
      return result.standardOutput
    }
    return bytes ?? nil
  }
}
