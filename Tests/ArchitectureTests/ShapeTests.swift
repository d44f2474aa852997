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

  @Test("The screen's state has few properties of its own")
  func state() throws {
    let file = try #require(
      SourceTree.files("Sources/TUI/State").first { $0.path.hasSuffix("/AppState.swift") })
    let stored = Self.storedProperties(of: "struct AppState", in: file)
    #expect(stored.count <= 15, "\(stored)")
    #expect(stored.count >= 10, "the count finds too few: \(stored)")
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

  @Test("Few files are chapters of a type, most hold a thing of their own")
  func chapters() {
    let files = SourceTree.files("Sources")
    #expect(files.filter { $0.path.contains("+") }.count <= 25)
    let lengths = files.map(\.lines.count).sorted()
    #expect((60...150).contains(lengths[lengths.count / 2]))
  }

  @Test("Functions are short: 95 of 100 have at most 25 lines")
  func functions() {
    let lengths = SourceTree.files("Sources").flatMap(Self.functionLengths)
    #expect(lengths.count > 2000, "the count finds too few")
    let short = lengths.filter { $0 <= 25 }.count
    #expect(short * 100 >= lengths.count * 95, "\(short) of \(lengths.count)")
  }

  /// Lines of each body, from the brace that opens it to the one at the declaration's depth.
  private static func functionLengths(in file: SourceTree.File) -> [Int] {
    let lines = file.code.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { start in
      let line = lines[start]
      guard line.contains("func ") || line.contains("init"), !line.contains(".init("),
        line.contains(/\b(func \S+|init)[?]?[(<]/)
      else { return nil }
      let indent = line.prefix { $0 == " " }
      guard let end = lines[start...].firstIndex(where: { $0 == indent + "}" }),
        let begin = lines[start..<end].firstIndex(where: { $0.last == "{" })
      else { return line.last == "}" ? 1 : nil }
      let next = lines[(start + 1)..<end].first {
        $0.hasPrefix(indent) && $0.dropFirst(indent.count).first?.isLetter == true
      }
      return next == nil ? end - begin - 1 : nil
    }
  }

  /// The folders of a target from the ground up; what is not named stands above them. Files beside the
  /// folders stand above them, too; in the Simulator, whose World every folder adds to, beneath.
  struct Order: CustomTestStringConvertible {
    var target: String
    var folders: [String]
    var isRootGround = false
    var testDescription: String { target }

    func height(_ folder: String) -> Int {
      if folder.isEmpty, isRootGround { return -1 }
      return folders.firstIndex(of: folder) ?? folders.count
    }
  }

  @Test(
    "Arrows point down: a folder knows no type of a folder above it",
    arguments: [
      Order(
        target: "Engine",
        folders: ["Threads", "Support", "Conversation", "HTTP", "Storage", "Wire"]),
      Order(
        target: "TUI",
        folders: [
          "Loop", "Surface", "Text", "Theme", "Input", "Terminal", "Labels", "Composer", "Panes",
          "State", "View", "Layers",
        ]),
      Order(
        target: "Simulator",
        folders: [
          "JSON", "Catalogue", "HTTP", "Faults", "Conversation", "Residency", "Exchange", "Control",
          "Native", "OpenAI", "Profiles",
        ], isRootGround: true),
    ])
  func arrows(_ order: Order) {
    let files = SourceTree.files("Sources/\(order.target)")
    var homes: [Substring: Int] = [:]
    for file in files {
      for match in file.code.matches(of: Self.declaration) where match.1 == nil {
        homes[match.2] = order.height(Self.folder(of: file))
      }
    }
    #expect(order.folders.allSatisfy { folder in homes.values.contains(order.height(folder)) })
    for file in files {
      let height = order.height(Self.folder(of: file))
      guard height >= 0 else { continue }
      for name in Set(file.code.matches(of: Self.name).map(\.1)) {
        guard let home = homes[name], home > height else { continue }
        Issue.record("\(file.path) knows \(name)")
      }
    }
  }

  /// `Sources/TUI/View/StatusBar.swift` stands in `View`.
  private static func folder(of file: SourceTree.File) -> String {
    let parts = file.path.split(separator: "/")
    return parts.count > 3 ? String(parts[2]) : ""
  }

  /// A type at the top level of a file, and whether the file keeps it to itself.
  private static var declaration: Regex<(Substring, Substring?, Substring)> {
    /(?m)^(?:package |public |final |indirect |@\w+ )*(private |fileprivate )?(?:final )?(?:struct|enum|class|protocol|actor|typealias) ([A-Z]\w*)/
  }

  /// A type by its own name, not as a part of another.
  private static var name: Regex<(Substring, Substring)> { /(?:^|[^.\w])([A-Z]\w*)/ }

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
