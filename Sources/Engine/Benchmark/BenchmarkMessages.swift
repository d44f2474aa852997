/// What a benchmark says to the user.
enum BenchmarkMessages {
  /// - Parameter notices: what its engine said of it.
  static func unfinished(_ notices: [String]) -> EngineError {
    EngineError(
      .incomplete,
      notices.isEmpty
        ? say("The reply did not come to its end.", zh: "回复没有完整结束。")
        : notices.joined(separator: " "))
  }
}
