import Foundation

/// The project's own sources, read as text.
struct SourceTree {
  struct File {
    /// From the project's root: `Sources/TUI/View/StatusBar.swift`.
    var path: String
    var text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The modules it imports.
    var imports: Set<String> {
      Set(
        lines.compactMap { line in
          let words = line.split(separator: " ")
          guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
            words.prefix(index).allSatisfy({ $0.hasPrefix("@") || $0 == "private" }),
            !line.hasPrefix("//")
          else { return nil }
          let module = words[index + 1]
          return String(module.prefix { $0 != "." })
        })
    }

    /// The code without comments and texts, so that a word in one of them breaks no rule.
    let code: String

    init(path: String, text: String) {
      self.path = path
      self.text = text
      code = path.hasSuffix(".swift") ? Self.code(of: text) : ""
    }

    private static func code(of text: String) -> String {
      var isInLongText = false
      return text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
        let marks =
          line.contains("\"\"\"")
          ? line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1 : 0
        defer { if marks % 2 == 1 { isInLongText.toggle() } }
        return isInLongText ? nil : bare(line.utf8)
      }.joined(separator: "\n")
    }

    /// A line whose texts are empty, up to its comment. By bytes: a regex takes minutes for all files.
    private static func bare(_ line: Substring.UTF8View) -> String {
      let (quote, backslash, slash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"))
      var bytes: [UInt8] = []
      var isInText = false
      var isEscaped = false
      for byte in line {
        if isInText {
          if byte == quote, !isEscaped {
            isInText = false
            bytes.append(quote)
          }
          isEscaped = byte == backslash && !isEscaped
        } else if byte == slash, bytes.last == slash {
          bytes.removeLast()
          break
        } else {
          bytes.append(byte)
          isInText = byte == quote
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path) {
      url.deleteLastPathComponent()
    }
    return url
  }()

  /// A document, or every document below a folder.
  static func pages(_ path: String) -> [File] {
    let place = root.appending(path: path)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? []
    let paths =
      names.isEmpty ? [path] : names.filter { $0.hasSuffix(".md") }.map { "\(path)/\($0)" }
    return paths.compactMap { path in
      let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
      return text.map { File(path: path, text: $0) }
    }
  }

  /// Every Swift file below a folder.
  static func files(_ folder: String) -> [File] {
    swift.filter { $0.path.hasPrefix(folder + "/") }
  }

  /// All of them, read once.
  private static let swift = ["Sources", "Tests", "scripts"].flatMap(read)

  private static func read(_ folder: String) -> [File] {
    let base = root.appending(path: folder)
    guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
      .compactMap { name in
        guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else {
          return nil
        }
        return File(path: "\(folder)/\(name)", text: text)
      }
  }
}
