/// What recordings and their replays say to the user.
enum RecordingMessages {
  static func noLine(_ line: Int, of file: String) -> EngineError {
    EngineError(
      .archive, "\(file):\(line) is no line of a recording.", remedy: "--record FILE writes one.")
  }

  static func isEmpty(_ file: String) -> EngineError {
    EngineError(.archive, "\(file) is empty.", remedy: "--record FILE writes a recording.")
  }

  static let endsHere = "The recording ends here."

  static func noStart(of file: String) -> EngineError {
    EngineError(
      .archive, "\(file) is no recording: it does not begin with \"start\".",
      remedy: "--record FILE writes one.")
  }

  static func newerVersion(_ version: Int, of file: String, newest: Int) -> EngineError {
    EngineError(
      .archive,
      "\(file) is a recording of version \(version); this program reads \(newest).",
      remedy: "Replay it with the program that wrote it, or a newer one.")
  }

  static let damagedPiece = "A piece of this answer is damaged in the recording."
  static let broken = "The connection broke."

  static func noAnswer(to method: String, _ url: String) -> EngineError {
    EngineError(.unreachable, "The recording has no answer to \(method) \(url).")
  }

  static func noTools(of server: String) -> EngineError {
    EngineError(.unsupported, "The recording has no tools of \(server).")
  }

  static let replayWasStopped = EngineError(.unreachable, "The replay was stopped.")
  static let noAnswerCame = "There was no answer."
  static let isOver = "The recording is over."
}
