/// What a race says.
enum RaceMessages {
  static var busy: EngineError {
    EngineError(
      .refused, say("Something else is under way.", zh: "另有操作正在进行。"),
      remedy: say("Let it end, or stop it, and race then.", zh: "请等它结束或将其停止，然后再竞速。"))
  }

  static var count: EngineError {
    EngineError(
      .refused,
      say(
        "A race takes two profiles, or up to \(RaceOrder.most) in exec.",
        zh: "竞速需要两个配置，在 exec 中最多 \(RaceOrder.most) 个。"))
  }

  static var twice: EngineError {
    EngineError(
      .refused, say("A profile cannot race against itself.", zh: "同一配置不能与自己竞速。"))
  }

  static func noProfile(_ name: String, of all: [String]) -> EngineError {
    EngineError(
      .refused, say("There is no profile \(name).", zh: "没有名为 \(name) 的配置。"),
      remedy: say(
        "The profiles are \(all.joined(separator: ", ")).",
        zh: "可用的配置：\(all.joined(separator: "、"))。"))
  }

  static var noAnswer: String {
    say("There is no answer to go on from there.", zh: "没有可由此继续的回答。")
  }

  static func shares(_ machine: String) -> String {
    say(
      "two on \(machine): one after the other, so that neither slows the other",
      zh: "两个在同一台机器（\(machine)）：依次运行，以免互相拖慢")
  }

  static var asked: String { say("one after the other, as asked", zh: "按要求依次运行") }
}
