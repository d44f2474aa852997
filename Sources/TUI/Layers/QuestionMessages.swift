import Engine

/// What a question before something that cannot be taken back says.
enum QuestionMessages {
  static var sure: String { say("sure?", zh: "确定？") }
  static var yes: SafeText { say(" yes   ", zh: " 是   ") }
  static var no: SafeText { say(" no", zh: " 否") }

  static func launch(_ name: String, isWaking: Bool) -> String {
    isWaking
      ? say("Wake the machine of \(name)?", zh: "唤醒 \(name) 所在的机器？")
      : say("Start \(name) on this machine?", zh: "在本机启动 \(name)？")
  }

  static func runs(_ command: String) -> String {
    say("It runs: \(command)", zh: "将运行：\(command)")
  }

  static func wakes(_ address: String) -> String {
    say("It sends a magic packet to \(address).", zh: "将向 \(address) 发送网络唤醒包。")
  }

  static func stopDownload(of model: String) -> String {
    say("Stop downloading \(model)?", zh: "停止下载 \(model)？")
  }

  static var arrivedIsKept: String {
    say("What has arrived is kept for the next try.", zh: "已下载的部分会保留，下次继续。")
  }

  static func download(_ model: String, to server: String) -> String {
    say("Download \(model) to \(server)?", zh: "将 \(model) 下载到 \(server)？")
  }

  static var manyGigabytes: String {
    say(
      "A model has many gigabytes; they go to the disk of that server.",
      zh: "模型往往有好几 GB，会存入该服务器的磁盘。")
  }
}
