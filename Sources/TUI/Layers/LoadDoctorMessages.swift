import Engine

/// What the page about a load says.
enum LoadDoctorMessages {
  static var title: String { say("load doctor", zh: "加载诊断") }

  // What is known.

  static var model: String { say("model", zh: "模型") }
  static var needs: String { say("needs", zh: "需要") }
  static var free: String { say("free", zh: "可用") }
  static var pace: String { say("pace", zh: "速度") }
  static var loaded: String { say("loaded", zh: "已加载") }
  static var before: String { say("before", zh: "以往") }
  static var neverLoaded: String { say("no load of it is known here", zh: "此处没有它的加载记录") }

  static func needs(_ bytes: Int, window: Int?) -> String {
    let size = ModelLabel.size(bytes)
    guard let window = window.map(TokenFormatter.short) else {
      return say("\(size), the server says", zh: "\(size)（服务器报告）")
    }
    return say(
      "\(size) with a window of \(window), the server says", zh: "窗口 \(window) 时 \(size)（服务器报告）")
  }

  static func pace(_ rate: String) -> String {
    say("~\(rate), by its progress and size", zh: "~\(rate)，按进度和大小推算")
  }

  static func worked(_ loads: LoadFindings.Earlier) -> String {
    let window =
      loads.window.map(TokenFormatter.short).map { say("window \($0)", zh: "窗口 \($0)") }
      ?? say("the server's window", zh: "服务器默认的窗口")
    let packed = loads.quantization.map { " · " + Sanitizer.sanitize($0) } ?? ""
    let usual = TimeFormatter.seconds(loads.usual)
    return say(
      "\(window)\(packed): \(Plural.count(loads.count, "load")), usually \(usual)",
      zh: "\(window)\(packed)：加载过 \(loads.count) 次，通常 \(usual)")
  }

  static func wrote(_ source: String) -> String {
    say("The server wrote (\(source))", zh: "服务器写道（\(source)）")
  }

  // The ways out.

  static var stop: String { say("Stop this load", zh: "停止此次加载") }
  static var whatIsKnown: String { say("What is known of it…", zh: "已知情况…") }
  static var tryAgain: String { say("Try again", zh: "重试") }
  static var download: String { say("Download it…", zh: "下载…") }
  static var models: String { say("Choose another model…", zh: "选择其他模型…") }
  static var profiles: String { say("Switch to another profile…", zh: "切换到其他配置…") }
  static var everyWord: String { say("Everything the server said", zh: "服务器所说的全部内容") }
  static var halfWindow: String {
    say(
      "half of what is asked for, which takes less memory", zh: "所请求的一半，占用的内存更少")
  }

  static func unload(_ model: String) -> String {
    say("Unload \(model), then try again", zh: "卸载 \(model)，然后重试")
  }

  static func load(window: Int) -> String {
    say(
      "Load with a window of \(TokenFormatter.short(window))",
      zh: "以 \(TokenFormatter.short(window)) 窗口加载")
  }
}
