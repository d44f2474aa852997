import ArgumentParser
import Engine

/// Everything that has to be right before a first answer comes, each with its remedy.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: say(
      "Looks at terminal, configuration, servers and state, and says what to mend.",
      zh: "检查终端、配置文件、服务器和状态，并指出需要修复之处。"),
    discussion: say(
      "Exit code 1 when something has to be mended. Nothing leaves this machine "
        + "unless --remote is given.",
      zh:
        """
        有需要修复的问题时退出码为 1。除非指定 --remote，否则不会向本机之外发送
        任何内容。
        """))

  @OptionGroup var common: CommonOptions

  @Flag(help: ArgumentHelp(say("One JSON object per finding and line.", zh: "每项结果输出一行 JSON 对象。")))
  var json = false

  @Flag(
    help: ArgumentHelp(
      say("Also ask servers that are not on this machine for their models.", zh: "同时向不在本机的服务器查询模型。")
    )
  )
  var remote = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Also ask the active profile for a word and time it; this may load a model.",
        zh: "同时让当前配置回答一个词并计时；可能会加载模型。")))
  var measure = false

  @Option(
    help: ArgumentHelp(
      say(
        "Also write all of it, with system, settings and log, to a file for an issue; without keys.",
        zh: "同时把结果连同系统、设置和日志写入一个用于提交问题的文件；不含密钥。"), valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      say(
        "A file of --record that goes into the report; it holds what was said.",
        zh: "放入报告的 --record 文件；其中包含对话内容。"), valueName: "file"))
  var recording: String?

  func validate() throws {
    if recording != nil, report == nil {
      throw ValidationError(DoctorMessages.recordingNeedsReport)
    }
    if report != nil, json { throw ValidationError(DoctorMessages.reportIsNoJSON) }
  }

  mutating func run() async throws {
    let (json, remote, measure) = (json, remote, measure)
    let (report, recording) = (report, recording)
    let unusable = try unusableFiles()
    let isSound = try await Runtime.use(common, readsFiles: unusable == nil) { runtime in
      var doctor = Doctor(runtime: runtime, environment: Environment.current)
      doctor.unusableFiles = unusable
      doctor.asksRemote = remote
      doctor.measures = measure
      var isSound = true
      var findings = ""
      await doctor.examine { finding in
        if finding.level == .problem { isSound = false }
        findings += finding.lines
        StandardOutput.write(json ? finding.json.text + "\n" : finding.lines)
      }
      if let report {
        var file = SupportReport(runtime: runtime, environment: Environment.current)
        file.findings = findings
        file.recording = recording
        try NamedFile.write(try await file.text(), to: report, permissions: .ownerReadWrite)
        if report != "-" { StandardError.write(DoctorMessages.reportIsWritten(report) + "\n") }
      }
      return isSound
    }
    if !isSound { Process.exit(unusable == nil ? .other : .configuration) }
  }

  /// Why no other command would begin; the rest can be looked at all the same.
  private func unusableFiles() throws -> EngineError? {
    do {
      _ = try common.configuration(environment: Environment.current)
      return nil
    } catch let error as EngineError {
      return error
    }
  }
}
