import Engine
import TUI

/// What the command `bench` says to the user.
enum BenchmarkMessages {
  static var oneSource: String {
    say("Give one of --prompts, --from and --last.", zh: "--prompts、--from 和 --last 只能指定其一。")
  }
  static var runsOutOfRange: String {
    say("--runs must be from 1 to 100.", zh: "--runs 必须在 1 到 100 之间。")
  }
  static var tooFewTokens: String { say("--tokens must be at least 2.", zh: "--tokens 至少为 2。") }
  static var lastMustBePositive: String {
    say("--last must be at least 1.", zh: "--last 至少为 1。")
  }
  static var noPrompts: String {
    say(
      "There are no prompts to ask again.\n"
        + "  → Ask something first, or give a file: codex-tui bench --prompts FILE",
      zh: "没有可重新发送的提示词。\n"
        + "  → 请先提问，或指定文件：codex-tui bench --prompts FILE")
  }

  static func noProfile(_ name: String, near: String?, known: [String]) -> Failure {
    Failure(
      .usage,
      say(
        "There is no profile \(name)." + (near.map { " Did you mean \($0)?" } ?? "")
          + "\n  → Known: \(known.joined(separator: ", "))",
        zh: "没有名为 \(name) 的配置。" + (near.map { "是否应为 \($0)？" } ?? "")
          + "\n  → 可用：\(known.joined(separator: "、"))"))
  }

  static var head: [String] {
    say(
      ["PROMPT", "TOKENS", "COLD", "WARM", "READS", "WRITES", "WRITTEN", "COST", "ENERGY"],
      zh: ["提示词", "TOKEN", "冷态", "热态", "读取", "生成", "已生成", "费用", "能耗"])
  }
  static var middle: String { say("middle", zh: "中位数") }
  static var writingCurve: String {
    say("Tokens written per second, by tokens of the prompt", zh: "每秒生成的 token 数，按提示词 token 数")
  }
  static var readingCurve: String {
    say("Tokens read per second, by tokens of the prompt", zh: "每秒读取的 token 数，按提示词 token 数")
  }

  static func window(_ tokens: String) -> String { say("window \(tokens)", zh: "窗口 \(tokens)") }

  static func onProcessor(_ percent: Int) -> String {
    say("\(percent) % on the processor", zh: "\(percent) % 在处理器上")
  }

  static func place(
    _ profile: String, prompt: Int, of prompts: Int, run: Int, of runs: Int
  ) -> String {
    say(
      "\(profile), prompt \(prompt) of \(prompts), run \(run) of \(runs)",
      zh: "\(profile)，提示词 \(prompt)/\(prompts)，第 \(run)/\(runs) 遍")
  }

  static func reply(isCold: Bool, firstWord: String, rate: String) -> String {
    say(
      "\(isCold ? "cold" : "warm"), first word \(firstWord), writes \(rate) tok/s",
      zh: "\(isCold ? "冷态" : "热态")，首字 \(firstWord)，生成 \(rate) tok/s")
  }

  // Compared with the run before.

  static func words(_ change: BenchChange) -> String {
    let since = CivilTime(milliseconds: change.then).words
    let comma = say(", ", zh: "，")
    let parts = change.slower.map { words($0.measure, $0.percent) }
    let result =
      parts.isEmpty
      ? say("as fast, within 5 %", zh: "速度相同，相差不到 5 %") : parts.joined(separator: comma)
    let differences = change.differences.map(words).joined(separator: comma)
    return say(
      "Since \(since): \(result)." + (differences.isEmpty ? "" : " Different: \(differences)."),
      zh: "与 \(since) 相比：\(result)。" + (differences.isEmpty ? "" : "不同之处：\(differences)。"))
  }

  private static func words(_ measure: BenchChange.Measure, _ percent: Int) -> String {
    let (amount, isWorse) = (abs(percent), percent > 0)
    return switch measure {
    case .writing:
      say(
        "writes \(amount) % \(isWorse ? "slower" : "faster")",
        zh: "生成\(isWorse ? "慢" : "快") \(amount) %")
    case .reading:
      say(
        "reads \(amount) % \(isWorse ? "slower" : "faster")",
        zh: "读取\(isWorse ? "慢" : "快") \(amount) %")
    case .firstCold:
      say(
        "the first word comes \(amount) % \(isWorse ? "later" : "sooner")",
        zh: "首字\(isWorse ? "晚" : "早") \(amount) %")
    }
  }

  private static func words(_ difference: BenchChange.Difference) -> String {
    switch difference {
    case .model(let old):
      say("the model (then \(Sanitizer.sanitize(old)))", zh: "模型（当时为 \(Sanitizer.sanitize(old))）")
    case .quantization(let old):
      say(
        "the quantization (then \(Sanitizer.sanitize(old)))",
        zh: "量化（当时为 \(Sanitizer.sanitize(old))）")
    case .provider(let old):
      say(
        "the provider (then \(Sanitizer.sanitize(old)))", zh: "提供方（当时为 \(Sanitizer.sanitize(old))）")
    case .window(let old):
      say(
        "the window (then \(TokenFormatter.short(old)))", zh: "窗口（当时为 \(TokenFormatter.short(old))）"
      )
    case .processorShare(let old):
      say("what runs on the processor (then \(old) %)", zh: "在处理器上运行的部分（当时为 \(old) %）")
    case .prompts: say("the prompts", zh: "提示词")
    }
  }
}
