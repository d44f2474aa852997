import Engine
import Foundation
import Support
import Testing

@testable import App

@Suite("The log and the statistics", .limit(minutes: 1))
struct LogTests {
  private func directory() -> StateDirectory {
    StateDirectory(path: NSTemporaryDirectory() + "codex-tui-log-\(UUID().uuidString)")
  }

  private func log(
    _ directory: StateDirectory, _ level: LogLevel = .debug, environment: [String: String] = [:]
  ) -> LogFile {
    LogFile(
      directory: directory, level: level,
      redaction: Redaction(environment: environment, providers: []), date: { 1_763_714_165_000 })
  }

  @Test("A line has its time, its level and its fields, and only its owner may read the file")
  func line() throws {
    let directory = directory()
    log(directory).write(.info, "reply complete", [("model", "a b"), ("n", "3")])
    let text = directory.read(LogFile.name)
    #expect(text == "2025-11-21T08:36:05Z info \(getpid()) reply complete model=\"a b\" n=3\n")
    let attributes = try FileManager.default.attributesOfItem(
      atPath: directory.path + "/" + LogFile.name)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("Less important lines than the level are left out")
  func levels() {
    let directory = directory()
    log(directory, .error).write(.info, "no")
    log(directory, .error).write(.error, "yes")
    #expect(directory.read(LogFile.name)?.contains("no") == false)
    #expect(directory.read(LogFile.name)?.contains("yes") == true)
  }

  @Test("No key is ever written, wherever it is repeated")
  func redaction() {
    let directory = directory()
    let log = log(directory, environment: ["MY_API_KEY": "abcdef123", "HOME": "/home/ann"])
    log.write(.error, "refused abcdef123", [("server", "Incorrect key: sk-live-99999, abcdef123")])
    let text = directory.read(LogFile.name) ?? ""
    #expect(!text.contains("abcdef123"))
    #expect(!text.contains("sk-live"))
    #expect(text.contains("[key removed]"))
    #expect(
      Redaction(environment: ["HOME": "/home/ann"], providers: []).clean("/home/ann")
        == "/home/ann")
  }

  @Test("A full log is put aside once")
  func rotation() throws {
    let directory = directory()
    for number in 0..<5 {
      try directory.append(String(repeating: "\(number)", count: 60), to: "x", largest: 100)
    }
    #expect(directory.read("x") == String(repeating: "4", count: 60))
    #expect(directory.read("x.1")?.hasPrefix("2") == true)
  }

  @Test("Following tells each line once, also after the file was put aside")
  func tail() throws {
    let directory = directory()
    try directory.append("one\n", to: LogFile.name, largest: 1000)
    var tail = LogTail(path: "\(directory.path)/\(LogFile.name)")
    #expect(tail.news() == "one\n")
    #expect(tail.news() == "")
    try directory.append("two\n", to: LogFile.name, largest: 1000)
    #expect(tail.news() == "two\n")
    try directory.append("three\n", to: LogFile.name, largest: 1)
    #expect(tail.news() == "three\n")
  }

  @Test("Each reply leaves a line of figures and one in the log, without a word of it")
  func eventLogger() async throws {
    let directory = directory()
    let (events, tell) = AsyncStream<ReplyEvent>.makeStream()
    let eventLogger = EventLogger(events, log: log(directory), directory: directory) { 1000 }
    var reply = Reply(source: .init(profile: "p", provider: "x", requestedModel: "m"))
    reply.apply(.reasoning("secret thought"), at: .seconds(2))
    reply.apply(.text("secret answer"), at: .seconds(3))
    reply.apply(.usage(Usage(completionTokens: 7, tokensPerSecond: 21.5)), at: .seconds(3))
    reply.apply(.finish(.stop), at: .seconds(4))
    tell.yield(.ended(reply, at: .seconds(4)))
    tell.finish()
    await eventLogger.finished()
    let line = directory.read(ReplyFigures.file) ?? ""
    #expect(!line.contains("secret"))
    #expect(directory.read(LogFile.name)?.contains("secret") == false)
    let figures = try #require(ReplyFigures(line: line.dropLast()))
    #expect(figures.rate == 21.5)
    #expect(figures.tokens == 7)
    #expect(figures.status == "complete")
    #expect(figures == ReplyFigures(reply, at: 1000))
    #expect(StatsTable.kept(in: directory) == [figures])
  }

  @Test("Statistics have the middle, the least and the most per profile and model")
  func statistics() throws {
    var lines = [Double](arrayLiteral: 10, 30, 20).enumerated().map { index, rate in
      #"{"at":\#(index),"profile":"p","provider":"x","model":"m","status":"complete","rate":\#(rate)}"#
    }
    lines.append(#"{"at":9,"profile":"q","provider":"x","model":"m","status":"failed"}"#)
    lines.append("half a line {")
    let groups = Statistics.of(lines.compactMap { ReplyFigures(line: $0) })
    #expect(groups.map(\.profile) == ["q", "p"])
    let spread = try #require(groups[1].rate)
    #expect((spread.median, spread.least, spread.most) == (20, 10, 30))
    #expect(groups[0].failures == 1)
    let table = StatsTable.lines(groups)
    #expect(table[2].contains("20.0 (10.0–30.0)"))
    #expect(table[2].contains("▃█▆"))
    #expect(StatsTable.lines([]).isEmpty)
  }

  @Test(
    "Dates are those of the calendar",
    arguments: [
      (Int64(0), "1970-01-01T00:00:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
      (1_709_251_199_000, "2024-02-29T23:59:59Z"), (4_107_542_400_000, "2100-03-01T00:00:00Z"),
    ])
  func dates(_ milliseconds: Int64, _ text: String) {
    #expect(CivilTime(milliseconds: milliseconds).text == text)
  }
}
