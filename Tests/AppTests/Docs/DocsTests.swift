import ArgumentParser
import Engine
import Foundation
import Support
import Testing

@testable import App

/// What the documents promise is there: links, commands, settings.
@Suite("The documents")
struct DocsTests {
  static let documents: [String] = {
    let folder = Repository.root.appending(path: "docs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let docs = names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    let others = ["README.md", "CONTRIBUTING.md"]
    return docs + others + TranslationTests.pairs.map(\.translation)
  }()

  private func blocks(_ document: String, _ language: String) -> [String] {
    let parts = Repository.text(document).components(separatedBy: "```\(language)\n").dropFirst()
    return parts.map { $0.components(separatedBy: "```")[0] }
  }

  @Test("Every link within the repository leads somewhere", arguments: documents)
  func links(_ document: String) throws {
    let text = Repository.text(document)
    #expect(!text.isEmpty)
    let folder = Repository.root.appending(path: document).deletingLastPathComponent()
    for match in text.matches(of: /\]\(([^)\s]+)\)/) {
      let target = String(match.output.1)
      guard !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = parts[0].isEmpty ? document : String(parts[0])
      let base = parts[0].isEmpty ? Repository.root : folder
      let file = base.appending(path: path).standardizedFileURL
      #expect(FileManager.default.fileExists(atPath: file.path), "\(document): \(target)")
      guard parts.count == 2, file.pathExtension == "md" else { continue }
      let headings = Self.anchors((try? String(contentsOf: file, encoding: .utf8)) ?? "")
      #expect(headings.contains(String(parts[1])), "\(document): \(target)")
    }
  }

  private static func anchors(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
        heading.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
          .replacing(" ", with: "-")
      })
  }

  @Test("Every command in a shell block is one the program understands", arguments: documents)
  func commands(_ document: String) {
    for line in blocks(document, "sh").joined(separator: "\n").split(separator: "\n") {
      for words in Self.programs(in: String(line)) {
        do {
          _ = try CodexTUI.parseAsRoot(words)
        } catch {
          let isHelp = CodexTUI.exitCode(for: error).isSuccess
          #expect(isHelp, "\(document): \(line): \(CodexTUI.message(for: error))")
        }
      }
    }
  }

  /// The arguments of each codex-tui on a line of shell.
  private static func programs(in line: String) -> [[String]] {
    var commands: [[String]] = [[]]
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
        continue
      }
      switch character {
      case "'", "\"":
        quote = character
        word = word ?? ""
      case " ":
        if let word { commands[commands.count - 1].append(word) }
        word = nil
      case "|", ";", "&", ">", "<", "#", "$", "(", ")":
        if let word { commands[commands.count - 1].append(word) }
        word = nil
        if character == "#" {
          return commands.filter { $0.first == "codex-tui" }.map { Array($0.dropFirst()) }
        }
        commands.append([])
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { commands[commands.count - 1].append(word) }
    return commands.filter { $0.first == "codex-tui" }.map { Array($0.dropFirst()) }
  }

  @Test("Every example of settings is read without a fault", arguments: documents)
  func settings(_ document: String) throws {
    for block in blocks(document, "toml") {
      do {
        _ = try EngineFixture.configuration(block, isStrict: true)
      } catch {
        Issue.record("\(document): \(error.message)\n\(block)")
      }
    }
  }

  @Test("Every variable and every exit code is documented")
  func completeness() {
    let all = Self.documents.map(Repository.text).joined()
    for (code, _) in ExitStatus.documented { #expect(all.contains("| \(code) |"), "\(code)") }
    for (name, _) in CompletionMessages.environment {
      for part in name.split(separator: ", ") { #expect(all.contains(part), "\(part)") }
    }
  }
}
