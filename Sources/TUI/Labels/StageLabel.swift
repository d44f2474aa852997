import Engine

/// A stage of a reply in a word; machines read its raw value.
package enum StageLabel {
  package static func word(_ stage: StageClock.Stage) -> String {
    let chinese =
      switch stage {
      case .connect: "连接"
      case .queue: "排队"
      case .wait: "等待"
      case .load: "加载"
      case .prompt: "读取"
      case .think: "思考"
      case .answer: "回答"
      case .tool: "工具"
      case .user: "等你"
      }
    return say(stage.rawValue, zh: chinese)
  }
}
