import Testing

/// Who may import whom: the table of docs/architecture.md.
@Suite("Imports")
struct ImportTests {
  struct Rule: CustomTestStringConvertible {
    var folder: String
    var allowed: Set<String>
    var testDescription: String { folder }
  }

  static let system: Set<String> = ["Glibc", "Darwin", "Musl"]

  static let rules = [
    // The clusters and links that a cell names by a number are shared by all threads.
    Rule(folder: "Sources/TUI/Surface", allowed: ["Synchronization"]),
    // libcmark-gfm has a global table, which a lock of `Synchronization` guards.
    Rule(folder: "Sources/TUI/Text", allowed: ["CMark", "Synchronization"]),
    // Of the Engine: Base64, and the nearest name to a misspelt one.
    Rule(folder: "Sources/TUI/Input", allowed: system.union(["Engine"])),
    Rule(folder: "Sources/TUI/Labels", allowed: ["Engine"]),
    Rule(folder: "Sources/TUI/Composer", allowed: ["Engine"]),
    Rule(folder: "Sources/TUI/Panes", allowed: ["Engine"]),
    Rule(folder: "Sources/TUI/State", allowed: ["Engine"]),
    Rule(folder: "Sources/TUI/View", allowed: ["Engine"]),
    Rule(folder: "Sources/TUI/Layers", allowed: ["Engine"]),
    Rule(folder: "Sources/TUI/Loop", allowed: system.union(["CNcurses", "Engine"])),
    Rule(folder: "Sources/TUI/Theme", allowed: system.union(["CTOML", "Engine"])),
    Rule(folder: "Sources/TUI/Terminal", allowed: system.union(["CNcurses", "Engine"])),
    Rule(folder: "Sources/Engine/Conversation", allowed: []),
    Rule(folder: "Sources/Engine/Support", allowed: system.union(["Synchronization"])),
    Rule(folder: "Sources/Engine/Session", allowed: ["Synchronization"]),
    Rule(folder: "Sources/Engine/Reply", allowed: []),
    Rule(folder: "Sources/Engine/Models", allowed: []),
    Rule(folder: "Sources/Engine/Recording", allowed: ["Synchronization"]),
    Rule(folder: "Sources/Engine/Archive", allowed: system),
    Rule(folder: "Sources/Engine/Threads", allowed: system.union(["Synchronization"])),
    Rule(folder: "Sources/Engine/Storage", allowed: system.union(["CSQLite"])),
    Rule(folder: "Sources/Engine/Wire", allowed: system),
    Rule(folder: "Sources/Engine/Servers", allowed: system),
    Rule(folder: "Sources/Engine/Profiles", allowed: system.union(["CTOML"])),
    Rule(
      folder: "Sources/Engine/HTTP",
      allowed: system.union(["CCurl", "Synchronization"])),
    Rule(
      folder: "Sources/Simulator",
      allowed: system.union(["NIOCore", "NIOPosix", "NIOHTTP1", "Synchronization"])),
    Rule(folder: "Sources/App/Main", allowed: ["App"]),
    // Its Main is the executable around it.
    Rule(
      folder: "Sources/App",
      allowed: system.union([
        "App", "TUI", "Engine", "Simulator", "CProgram", "ArgumentParser", "Dispatch",
        "Subprocess", "Synchronization", "System", "SystemPackage",
      ])),
  ]

  @Test("A folder imports what its row allows and nothing else", arguments: rules)
  func folder(_ rule: Rule) {
    let files = SourceTree.files(rule.folder)
    #expect(!files.isEmpty, "\(rule.folder) has no files: the rule checks nothing")
    for file in files {
      let foreign = file.imports.subtracting(rule.allowed)
      #expect(foreign.isEmpty, "\(file.path) imports \(foreign.sorted())")
    }
  }

  @Test(
    "A foreign library has one home",
    arguments: [
      ("CCurl", "Sources/Engine/HTTP/"), ("CSQLite", "Sources/Engine/Storage/"),
      ("NIOCore", "Sources/Simulator/"), ("NIOPosix", "Sources/Simulator/"),
      ("NIOHTTP1", "Sources/Simulator/"),
    ])
  func single(_ module: String, _ home: String) {
    let importers = SourceTree.files("Sources").filter { $0.imports.contains(module) }
    #expect(!importers.isEmpty && importers.allSatisfy { $0.path.hasPrefix(home) })
  }

  @Test("CTOML is imported by the Engine's one reader and in the TUI only by the themes")
  func toml() {
    let importers = SourceTree.files("Sources").filter { $0.imports.contains("CTOML") }.map(\.path)
    #expect(
      importers.filter { $0.hasPrefix("Sources/Engine") } == ["Sources/Engine/Profiles/TOML.swift"])
    let others = importers.filter { !$0.hasPrefix("Sources/Engine") }
    #expect(others.allSatisfy { $0.hasPrefix("Sources/TUI/Theme/") }, "\(others)")
  }
}
