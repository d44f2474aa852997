import Testing

/// The shape of the house: who holds state, and which way the arrows point.
@Suite("Shape")
struct ShapeTests {
  @Test("The engine routes: it has few properties of its own, and few files")
  func engine() throws {
    let files = SourceTree.files("Sources/Engine")
    let own = try #require(files.first { $0.path == "Sources/Engine/Engine.swift" })
    let stored = Self.storedProperties(of: "actor Engine", in: own)
    #expect(stored.count <= 12, "\(stored)")
    #expect(stored.count >= 8, "the count finds too few: \(stored)")
    let extended = files.filter { $0.code.contains("extension Engine {") }.map(\.path)
    #expect(extended.count <= 3, "\(extended)")
    #expect(extended.allSatisfy { $0.hasPrefix("Sources/Engine/Engine+") }, "\(extended)")
  }

  @Test("A layer is a file, named after it")
  func layers() {
    for file in SourceTree.files("Sources/TUI") {
      let types = file.code.matches(of: /struct (\w+): (?:ListLayer|Layer)\b/).map { String($0.1) }
      let name = file.path.split(separator: "/").last?.dropLast(".swift".count)
      for type in types {
        #expect(
          file.path.hasPrefix("Sources/TUI/Layers/") && name == Substring(type), "\(file.path)")
      }
    }
    #expect(SourceTree.files("Sources/TUI/Layers").count >= 10)
  }

  @Test("docs/architecture.md names every folder", arguments: ["Engine", "TUI", "App"])
  func tree(_ target: String) throws {
    let page = try String(
      contentsOf: SourceTree.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    let folders = Set(
      SourceTree.files("Sources/\(target)").map {
        $0.path.split(separator: "/").dropLast().dropFirst(2).joined(separator: "/")
      })
    #expect(folders.count > 5)
    for folder in folders.flatMap({ $0.split(separator: "/") }) {
      #expect(page.contains("\(folder)/"), "Sources/\(target)/\(folder) is not on the map")
    }
  }

  /// A folder whose files know nothing of what stands above them.
  struct Arrow: CustomTestStringConvertible {
    var folder: String
    var unknown: [String]
    var testDescription: String { folder }
  }

  @Test(
    "Arrows point down",
    arguments: [
      Arrow(
        folder: "Engine/Conversation",
        unknown: [
          "Engine.", "Session", "ServerKind", "Catalog", "ReplyJob", "ConversationStore", "WarmUp",
        ]),
      Arrow(
        folder: "Engine/Wire", unknown: ["Session", "ServerKind", "ServerConnection", "WarmUp"]),
      Arrow(folder: "Engine/HTTP", unknown: ["Session", "ServerKind", "ServerConnection"]),
    ])
  func arrows(_ arrow: Arrow) throws {
    let files = SourceTree.files("Sources/\(arrow.folder)")
    #expect(!files.isEmpty)
    for file in files {
      for name in arrow.unknown {
        let pattern = try Regex("\\b\(name.replacing(".", with: "\\."))\\b")
        #expect(file.code.firstMatch(of: pattern) == nil, "\(file.path) knows \(name)")
      }
    }
  }

  /// The names of a type's stored properties: `let` and `var` at its own depth that have no body.
  static func storedProperties(of declaration: String, in file: SourceTree.File) -> [String] {
    let lines = file.code.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.contains(declaration) }) else { return [] }
    let end = lines[start...].firstIndex(of: "}") ?? lines.endIndex
    return lines[start..<end].compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("   "), !line.contains("static ") else {
        return nil
      }
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(where: { $0 == "let" || $0 == "var" }),
        index + 1 < words.count
      else { return nil }
      // A body without a value is a computed property; observers do not occur here.
      let isComputed = line.hasSuffix("{") || line.contains("{ ") && !line.contains("=")
      return isComputed ? nil : String(words[index + 1].prefix { $0 != ":" && $0 != "," })
    }
  }
}
