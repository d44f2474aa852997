import Engine
import Foundation
import Support
import SystemPackage
import Testing

@testable import App

/// Folders and files that another user prepared.
@Suite("Traps on the disk are refused with a reason", .limit(minutes: 1))
struct TrapTests {
  private func folder() throws -> String {
    let path = NSTemporaryDirectory() + "codex-tui-trap-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func mode(_ path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_mode) & 0o777 : -1
  }

  @Test("Whatever is made is its owner's alone, whatever the umask")
  func modes() async throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(atPath: base) }
    let run = ProgramRun(
      arguments: ["--linear", "--demo", "--record", "\(base)/record"],
      input: .bytes(Array("echo hi\n".utf8)),
      environment: ["HOME": base, "XDG_STATE_HOME": base + "/state", "CODEX_TUI_LOG": "debug"])
    let outcome = try await run.outcome(script: "umask 0; exec \"$@\"")
    #expect(outcome.code == 0, "\(outcome.error)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: base)
    #expect(names.contains { $0.hasSuffix(".sqlite") } && names.contains { $0.hasSuffix(".log") })
    for name in names {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: base + "/" + name, isDirectory: &isFolder)
      #expect(mode(base + "/" + name) == (isFolder.boolValue ? 0o700 : 0o600), "\(name)")
    }
  }

  @Test("A state folder that is a link or open to every user is not used, and it is said why")
  func stateFolder() async throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(atPath: base) }
    try FileManager.default.createDirectory(
      atPath: base + "/open/codex-tui", withIntermediateDirectories: true)
    chmod(base + "/open/codex-tui", 0o777)
    try FileManager.default.createDirectory(
      atPath: base + "/link", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: base + "/elsewhere", withIntermediateDirectories: true)
    symlink(base + "/elsewhere", base + "/link/codex-tui")
    for (state, reason, step) in [
      ("open", "can be changed by every user", "chmod o-w"),
      ("link", "is a symbolic link", "set XDG_STATE_HOME"),
    ] {
      let directory = StateDirectory(path: "\(base)/\(state)/codex-tui")
      #expect(throws: Errno.self) { try directory.write("x", to: "draft.json") }
      #expect(throws: Errno.self) { try directory.append("x", to: "log", largest: 9) }
      #expect(directory.read("draft.json") == nil)
      let archive = Archive(folder: directory.path)
      await #expect(throws: EngineError.self) { _ = try await archive.check() }
      await archive.close()
      let run = ProgramRun(
        arguments: ["doctor"], environment: ["HOME": base, "XDG_STATE_HOME": "\(base)/\(state)"])
      let words = try await run.outcome().out
      #expect(words.contains(reason) && words.contains(step), "\(words)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: base + "/elsewhere").isEmpty)
  }

  @Test("Settings that every user may change are not read")
  func configuration() async throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(atPath: base) }
    try FileManager.default.createDirectory(
      atPath: base + "/.codex", withIntermediateDirectories: true)
    let file = base + "/.codex/config.toml"
    try Data("model = \"m\"\n".utf8).write(to: URL(fileURLWithPath: file))
    chmod(file, 0o666)
    let run = ProgramRun(arguments: ["config", "show"], environment: ["HOME": base])
    let outcome = try await run.outcome()
    #expect(outcome.code == 3)
    #expect(outcome.error.contains("can be changed by every user"))
    #expect(outcome.error.contains("chmod o-w"))
  }

  @Test(
    "A tool is not taken from a folder that every user can write to, nor from the working directory"
  )
  func tools() throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(atPath: base) }
    let tool = base + "/lms"
    try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: tool))
    chmod(tool, 0o755)
    chmod(base, 0o755)
    let environment = ["PATH": ".::bin:\(base):\(base)/"]
    #expect(SearchPath.paths(of: "lms", environment) == [tool, tool])
    #expect(SearchPath.mayRun(tool))
    chmod(base, 0o1777)
    #expect(!SearchPath.mayRun(tool))
    chmod(base, 0o755)
    chmod(tool, 0o757)
    #expect(!SearchPath.mayRun(tool))
    #expect(!SearchPath.mayRun(base + "/none"))
  }

  @Test("A history that grew without end costs a start no more than its last part")
  func history() throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(atPath: base) }
    let state = StateDirectory(path: base)
    try state.write("", to: "prompts.jsonl")
    let file = try #require(FileHandle(forWritingAtPath: base + "/prompts.jsonl"))
    // A gigabyte without a byte on the disk, and the newest prompt behind it.
    try file.truncate(atOffset: 1 << 30)
    try file.seekToEnd()
    try file.write(contentsOf: Data("\n\"the newest\"\n".utf8))
    try file.close()
    #expect(state.readLines("prompts.jsonl").lines.map(String.init) == ["\"the newest\""])
    _ = PromptHistoryFile(directory: state).read()
    var status = stat()
    #expect(stat(base + "/prompts.jsonl", &status) == 0 && status.st_size < 100, "it is cut, too")
  }

  @Test(
    "A folder above the state folder that every user can change is a trap, one like /tmp is not")
  func above() throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(atPath: base) }
    try FileManager.default.createDirectory(
      atPath: base + "/codex-tui", withIntermediateDirectories: true)
    chmod(base, 0o777)
    #expect(PathTrust.trap(folder: base + "/codex-tui") != nil)
    chmod(base, 0o1777)
    #expect(PathTrust.trap(folder: base + "/codex-tui") == nil)
  }
}
