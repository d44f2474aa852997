import Engine
import SystemPackage

/// What a command line says about the prompt, and how it becomes one.
///
/// stdin is read only when it is asked for (`-`, `--stdin`) or when nothing else holds a prompt, so
/// a pipe that stays open never hangs a command that has its prompt already.
struct PromptSource {
  /// The arguments as typed; `-` alone means stdin.
  var words: [String] = []
  /// `--stdin`: what is piped goes along with the prompt.
  var addsInput = false
  var files: [String] = []
  /// What was read of them already, by their paths: of documents the text. A pipe can be read once only.
  var contents: [String: [UInt8]] = [:]
  var images: [String] = []
  var inputIsTerminal: Bool
  var readInput: () throws(Errno) -> [UInt8]

  /// - Throws: a usage failure; nothing but files and stdin has been touched then.
  func prompt() throws(Failure) -> Prompt {
    var text = words.joined(separator: " ")
    if text == "-" {
      text = try input()
    } else if text.isBlank, !files.isEmpty || addsInput {
      text = ""
    } else if text.isBlank {
      // A prompt was given, as by "$unset": not asking is not reading stdin.
      guard words.isEmpty else { throw ExecMessages.promptIsEmpty }
      guard !inputIsTerminal else { throw ExecMessages.needsPrompt }
      text = try input()
    }
    text = try withFiles(text)
    if addsInput, words != ["-"] { text = joined(text, "stdin", try input()) }
    return Prompt(text, images: try dataURLs())
  }

  /// A file alone is the prompt; beside one, or beside others, it is marked with its name.
  private func withFiles(_ text: String) throws(Failure) -> String {
    var text = text
    for path in files {
      let bytes = if let known = contents[path] { known } else { try NamedFile.read(path) }
      let content = try TextDecoding.text(bytes, source: path)
      if text.isEmpty, files.count == 1 {
        guard !content.isBlank else { throw ExecMessages.isEmpty(path) }
        text = content
      } else {
        text = joined(text, "file name=\"\(path)\"", content)
      }
    }
    return text
  }

  private func joined(_ text: String, _ tag: String, _ content: String) -> String {
    if text.isEmpty, tag == "stdin" { return content }
    let name = tag.prefix { $0 != " " }
    let end = content.hasSuffix("\n") ? "" : "\n"
    return (text.isEmpty ? "" : text + "\n\n") + "<\(tag)>\n\(content)\(end)</\(name)>"
  }

  private func input() throws(Failure) -> String {
    let bytes: [UInt8]
    do {
      bytes = try readInput()
    } catch {
      throw ExecMessages.cannotReadInput(error)
    }
    let text = try TextDecoding.text(bytes, source: "stdin")
    guard !text.isBlank else { throw ExecMessages.inputIsEmpty }
    return text
  }

  private func dataURLs() throws(Failure) -> [String] {
    var urls: [String] = []
    for path in images { urls.append(try ImageFile.dataURL(of: path)) }
    return urls
  }
}

extension String {
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
