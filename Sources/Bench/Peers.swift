import Foundation
import Simulator

/// Other programs of the field on the same loads, as far as they are installed. Mistral Vibe wants
/// a newer Python than many systems have, crush and opencode are in no Python registry; they are
/// not among them.
///
/// `scripts/bench-peers` installs what can be installed into a folder of its own.
enum Peers {
  /// The peers with a full screen that were found in a folder of programs.
  static func screens(in folder: String, port: Int) throws -> [Subject] {
    [
      try codex(folder, port: port), try litetui(folder, port: port),
      try oterm(folder, port: port),
    ].compactMap(\.self)
  }

  /// Those that only answer in the shell.
  static func shells(in folder: String, port: Int) throws -> [Subject] {
    try [llm(folder, port: port)].compactMap(\.self)
  }

  private static func path(_ name: String, in folder: String) -> String? {
    let path = folder + "/" + name
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    print("skipped: \(name) is not in \(folder)")
    return nil
  }

  private static func write(_ text: String, to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// openai-codex-cli-bin: the Responses wire, no sandbox, no questions.
  private static func codex(_ folder: String, port: Int) throws -> Subject? {
    guard let program = path("codex", in: folder) else { return nil }
    let home = try Subject.folder()
    let work = home + "/work"
    try write(
      """
      model = "flood"
      model_provider = "flood"
      approval_policy = "never"
      sandbox_mode = "danger-full-access"
      check_for_update_on_startup = false
      [model_providers.flood]
      name = "flood"
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "responses"
      [projects."\(work)"]
      trust_level = "trusted"
      """, to: home + "/.codex/config.toml")
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    return Subject(
      name: "codex", command: [program, "--cd", work], environment: Subject.environment(home),
      ready: "Ask Codex", exec: [program, "exec", "--skip-git-repo-check", "--cd", work, "go"])
  }

  /// litetui on a custom server, with the questions of its first start answered.
  private static func litetui(_ folder: String, port: Int) throws -> Subject? {
    guard let program = path("litetui", in: folder) else { return nil }
    let home = try Subject.folder()
    try write(
      #"{"user_name_asked": true, "backend_chosen": true}"#, to: home + "/litetui/settings.json")
    var environment = Subject.environment(home)
    environment["LITETUI_DATA_ROOT"] = home + "/litetui"
    // It calls the harness beside it by name.
    let beside = (URL(fileURLWithPath: program).resolvingSymlinksInPath().path as NSString)
      .deletingLastPathComponent
    environment["PATH"] = beside + ":" + (environment["PATH"] ?? "")
    return Subject(
      name: "litetui",
      command: [
        program, "--backend", "custom", "--base-url", "http://127.0.0.1:\(port)/v1",
        "--server-mode", "connect", "--model", "flood",
      ], environment: environment, ready: "Message...", exec: [])
  }

  /// oterm on a server that speaks OpenAI's wire, with a chat already made in its own store: its
  /// first screen has none to type into.
  private static func oterm(_ folder: String, port: Int) throws -> Subject? {
    guard let program = path("oterm", in: folder) else { return nil }
    let home = try Subject.folder()
    try write(
      """
      {"splash-screen": false, "openaiCompatible":
        {"flood": {"base_url": "http://127.0.0.1:\(port)/v1", "api_key": "none"}}}
      """, to: home + "/oterm/config.json")
    var environment = Subject.environment(home)
    environment["OTERM_DATA_DIR"] = home + "/oterm"
    let python = Process()
    python.executableURL = URL(fileURLWithPath: folder + "/../oterm/bin/python")
    python.environment = environment
    python.arguments = [
      "-c",
      """
      import asyncio
      from oterm.store.store import Store
      from oterm.types import ChatModel
      async def main():
        chat = ChatModel(name="flood", model="flood", provider="openai-compat/flood")
        await (await Store.get_store()).save_chat(chat)
      asyncio.run(main())
      """,
    ]
    try python.run()
    python.waitUntilExit()
    return Subject(
      name: "oterm", command: [program], environment: environment, ready: "❯", exec: [])
  }

  /// llm, with the flood as one more of OpenAI's models.
  private static func llm(_ folder: String, port: Int) throws -> Subject? {
    guard let program = path("llm", in: folder) else { return nil }
    let home = try Subject.folder()
    try write(
      """
      - model_id: flood
        model_name: flood
        api_base: "http://127.0.0.1:\(port)/v1"
        api_key_name: flood
      """, to: home + "/llm/extra-openai-models.yaml")
    try write(#"{"flood": "none"}"#, to: home + "/llm/keys.json")
    var environment = Subject.environment(home)
    environment["LLM_USER_PATH"] = home + "/llm"
    return Subject(
      name: "llm", command: [], environment: environment, ready: "",
      exec: [program, "-m", "flood", "go"])
  }
}
