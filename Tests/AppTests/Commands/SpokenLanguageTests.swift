import Engine
import Foundation
import Simulator
import Support
import Testing

@testable import App

@Suite("The language of a run", .limit(minutes: 2))
struct SpokenLanguageTests {
  private static func run(
    _ arguments: [String], _ environment: [String: String] = ["LANG": "zh_CN.UTF-8"]
  ) async throws -> ProgramRun.Outcome {
    try await ProgramRun(arguments: arguments, environment: environment).outcome()
  }

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test("Help, complaints and advice are Chinese where the environment or a setting says so")
  func people() async throws {
    for arguments in [["--help"], ["exec", "--help"], ["models", "pull", "--help"]] {
      let outcome = try await Self.run(arguments)
      #expect(outcome.code == 0 && Self.isChinese(outcome.out), "\(arguments)")
      let english = try await Self.run(arguments, ["LANG": "en_US.UTF-8"])
      #expect(!Self.isChinese(english.out), "\(arguments)")
    }
    let address = ["-c", "model_providers.lmstudio.base_url=http://127.0.0.1:9/v1"]
    let chinese = try await Self.run(["exec", "hello"] + address)
    #expect(chinese.code == 4 && Self.isChinese(chinese.error), "\(chinese.error)")
    let set = try await Self.run(["exec", "hello", "-c", "language=\"zh-CN\""] + address, [:])
    #expect(set.code == 4 && Self.isChinese(set.error), "\(set.error)")
    let unset = try await Self.run(["exec", "hello", "-c", "language=\"en\""] + address)
    #expect(unset.code == 4 && !Self.isChinese(unset.error), "\(unset.error)")
  }

  @Test("The parser's own words are Chinese too, in every command's help and in what it refuses")
  func parser() async throws {
    let commands = CodexTUI.configuration.subcommands.compactMap { $0.configuration.commandName }
    #expect(commands.count > 15)
    // These two speak to other programs, and so does their help.
    for command in [[]] + commands.filter({ !["completion", "man"].contains($0) }).map({ [$0] }) {
      let help = try await Self.run(command + ["--help"]).out
      for word in ["USAGE", "OPTIONS", "ARGUMENTS", "OVERVIEW", "See '", "(default", "Show "] {
        #expect(!help.contains(word), "\(command): \(word)")
      }
      #expect(help.contains("用法：") && help.contains("选项："), "\(command)")
    }
    for (words, own, chinese) in [
      (["exec", "--modle", "x"], "--modle", "未知选项"), (["--xyzzy"], "--xyzzy", "未知选项"),
      (["exec", "--model"], "--model", "缺少值"), (["replay"], "<file>", "缺少参数"),
      (["doctor", "more"], "more", "多余的参数"), (["doctor", "a", "b"], "2", "个多余的参数"),
      (["doctor", "--json=1"], "1", "不带值"), (["bench", "--runs", "many"], "many", "有效值"),
    ] {
      let outcome = try await Self.run(words)
      #expect(outcome.code == 2, "\(words): \(outcome.code)")
      #expect(
        outcome.error.contains(own) && outcome.error.contains(chinese),
        "\(words): \(outcome.error)")
      #expect(
        !outcome.error.contains("Error") && !outcome.error.contains("Usage"), "\(outcome.error)")
      let english = try await Self.run(words, ["LANG": "C.UTF-8"])
      #expect(english.error.hasPrefix("Error: ") && english.code == 2)
    }
  }

  @Test("What programs read is the same in every language")
  func machines() async throws {
    let address = ["-c", "model_providers.lmstudio.base_url=http://127.0.0.1:9/v1"]
    for arguments in [
      ["exec", "--json", "hello"] + address, ["config", "check", "--json"], ["man"],
      ["completion", "bash"], ["--version"],
    ] {
      let chinese = try await Self.run(arguments)
      let english = try await Self.run(arguments, ["LANG": "C.UTF-8"])
      #expect(!Self.isChinese(chinese.out + chinese.error), "\(arguments)")
      #expect(chinese.code == english.code, "\(arguments)")
    }
  }

  @Test("A file's setting counts before the environment")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let own = folder.appending(path: "codex-tui")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try Data("language = \"zh-CN\"\n".utf8).write(to: own.appending(path: "config.toml"))
    let environment = [
      "HOME": folder.path, "XDG_CONFIG_HOME": folder.path, "LANG": "en_US.UTF-8",
    ]
    #expect(SpokenLanguage.of([], environment: environment) == .chinese)
    #expect(SpokenLanguage.of(["models", "--json"], environment: environment) == .english)
  }
}
