import Engine

/// What the list of calls and the page of one say.
enum CallListMessages {
  static var title: String { say("calls of tools · Enter opens", zh: "工具调用 · Enter 打开") }
  static var noCalls: String { say("no tool was called", zh: "没有调用过工具") }
  static var arguments: SafeText { say("arguments", zh: "参数") }
  static var result: SafeText { say("result", zh: "结果") }
  static var noResultYet: SafeText { say("no result yet", zh: "尚无结果") }
}
