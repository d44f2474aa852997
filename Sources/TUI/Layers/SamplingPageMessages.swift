import Engine

/// What the page of sliders says.
enum SamplingPageMessages {
  static func title(preset: String?) -> String {
    guard let preset else { return say("how replies are worded here", zh: "此对话的采样参数") }
    return say("how replies are worded here · preset \(preset)", zh: "此对话的采样参数 · 预设 \(preset)")
  }

  static func keys(hasPresets: Bool) -> [(String, String)] {
    var keys = [
      ("← →", say("change", zh: "调整")), ("0-9", say("type", zh: "输入")),
      ("Backspace", say("default", zh: "默认")),
    ]
    if hasPresets { keys.append(("Ctrl+P", say("next preset", zh: "下一个预设"))) }
    return keys + [("Enter", say("done", zh: "完成"))]
  }

  static func origin(isOwn: Bool, isProfiles: Bool, isNarrow: Bool) -> String {
    if isOwn { return say("this conversation", zh: "此对话") }
    if isProfiles { return say("profile", zh: "配置") }
    return isNarrow ? say("server's", zh: "服务器") : say("the server's choice", zh: "由服务器决定")
  }

  static func canBe(_ range: String) -> String {
    say("It can be: \(range).", zh: "可取值：\(range)。")
  }
}
