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
    var code: String {
      var isInLongText = false
      return lines.compactMap { line in
        let marks = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
        defer { if marks % 2 == 1 { isInLongText.toggle() } }
        if isInLongText { return nil }
        let bare = String(line).replacing(/"([^"\\]|\\.)*"/, with: "\"\"")
        return bare.firstRange(of: "//").map { String(bare[..<$0.lowerBound]) } ?? bare
      }.joined(separator: "\n")
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
