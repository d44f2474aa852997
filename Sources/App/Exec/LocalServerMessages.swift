import Engine
import TUI

/// What is said of the local servers that could answer.
enum LocalServerMessages {
  private static func name(_ server: ServerReport) -> String {
    Sanitizer.sanitize(server.kind?.name ?? server.name)
  }

  /// Another server of this machine answers.
  static func answersInstead(_ server: ServerReport, model: String) -> String {
    let options = "--local-provider \(server.id) --model \(model)"
    return say(
      "\(name(server)) answers at \(server.address): add \(options)",
      zh: "\(name(server)) 在 \(server.address) 响应：请加上 \(options)")
  }

  static func isInstalled(_ server: StartableServer) -> String {
    let options = "--local-provider \(server.providerID)"
    return say(
      "\(server.name) is installed: start it with \(server.command), then add \(options)",
      zh: "已安装 \(server.name)：用 \(server.command) 启动，再加上 \(options)")
  }

  static var demoShows: String {
    say(
      "Neither lms nor ollama nor llama-server is on the PATH; --demo shows how it works without a server.",
      zh: "PATH 中没有 lms、ollama 或 llama-server；--demo 可在没有服务器时演示。")
  }

  /// Of the only one that runs.
  static func takes(_ server: ServerReport, model: String) -> String {
    say(
      "\(name(server)) at \(server.address) runs here, so it is asked: \(model)",
      zh: "本机正在运行 \(name(server))（\(server.address)），使用模型 \(model)")
  }

  private static var choosesServer: String {
    let ids = ServerRegistry.builtIn.map(\.id).joined(separator: ", ")
    return say(
      "--local-provider chooses one (\(ids)); oss_provider = \"…\" in the configuration makes it the usual one.",
      zh: "用 --local-provider 选择（\(ids)）；在配置文件中写 oss_provider = \"…\" 可设为默认。")
  }

  static func noneRuns(installed: [StartableServer]) -> Failure {
    let starts = installed.map { say("\($0.name): \($0.command)", zh: "\($0.name)：\($0.command)") }
    let remedy = starts.isEmpty ? [demoShows] : starts
    return Failure(
      .unreachable,
      ([say("No local server answers on this machine.", zh: "本机没有本地服务器响应。")] + remedy
        + [choosesServer]).joined(separator: "\n  → "))
  }

  static func severalRun(_ servers: [ServerReport]) -> Failure {
    let names = servers.map { "\(name($0)) (\($0.address))" }.joined(separator: ", ")
    return Failure(
      .usage,
      say("Several local servers answer: \(names).", zh: "有多个本地服务器响应：\(names)。")
        + "\n  → " + choosesServer)
  }

  static func hasNoModel(_ server: ServerReport) -> Failure {
    Failure(
      .model,
      say(
        "\(name(server)) at \(server.address) runs, but has no model.",
        zh: "\(name(server))（\(server.address)）正在运行，但没有模型。")
        + "\n  → "
        + say(
          "Download one: codex-tui models --local-provider \(server.id) pull NAME",
          zh: "下载一个：codex-tui models --local-provider \(server.id) pull NAME"))
  }
}
