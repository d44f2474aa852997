/// What recordings and their replays say to the user.
enum RecordingMessages {
  static func noLine(_ line: Int, of file: String) -> EngineError {
    EngineError(
      .archive,
      say("\(file):\(line) is no line of a recording.", zh: "\(file):\(line) 不是有效的录制内容。"),
      remedy: say("--record FILE writes one.", zh: "用 --record FILE 可生成录制文件。"))
  }

  static func isEmpty(_ file: String) -> EngineError {
    EngineError(
      .archive, say("\(file) is empty.", zh: "\(file) 是空文件。"),
      remedy: say("--record FILE writes a recording.", zh: "用 --record FILE 可生成录制文件。"))
  }

  static var endsHere: String { say("The recording ends here.", zh: "录制到此为止。") }

  static func noStart(of file: String) -> EngineError {
    EngineError(
      .archive,
      say(
        "\(file) is no recording: it does not begin with \"start\".",
        zh: "\(file) 不是录制文件：开头不是 \"start\"。"),
      remedy: say("--record FILE writes one.", zh: "用 --record FILE 可生成录制文件。"))
  }

  static func newerVersion(_ version: Int, of file: String, newest: Int) -> EngineError {
    EngineError(
      .archive,
      say(
        "\(file) is a recording of version \(version); this program reads \(newest).",
        zh: "\(file) 是版本 \(version) 的录制文件；本程序可读取的版本为 \(newest)。"),
      remedy: say(
        "Replay it with the program that wrote it, or a newer one.",
        zh: "请用生成它的程序或更新的版本回放。"))
  }

  static var damagedPiece: String {
    say("A piece of this answer is damaged in the recording.", zh: "录制中此回答有一段已损坏。")
  }
  static var broken: String { say("The connection broke.", zh: "连接中断。") }

  static func noAnswer(to method: String, _ url: String) -> EngineError {
    EngineError(
      .unreachable,
      say("The recording has no answer to \(method) \(url).", zh: "录制中没有对 \(method) \(url) 的响应。"))
  }

  static func noTools(of server: String) -> EngineError {
    EngineError(
      .unsupported, say("The recording has no tools of \(server).", zh: "录制中没有 \(server) 的工具。"))
  }

  static var replayWasStopped: EngineError {
    EngineError(.unreachable, say("The replay was stopped.", zh: "回放已停止。"))
  }
  static var noAnswerCame: String { say("There was no answer.", zh: "没有响应。") }
  static var isOver: String { say("The recording is over.", zh: "录制已播放完毕。") }
}
