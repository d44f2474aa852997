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

  mutating func run() async throws {
    let (json, remote, measure) = (json, remote, measure)
    let isSound = try await Runtime.use(common) { runtime in
      var doctor = Doctor(runtime: runtime, environment: Environment.current)
      doctor.asksRemote = remote
      doctor.measures = measure
      var isSound = true
      await doctor.examine { finding in
        if finding.level == .problem { isSound = false }
        StandardOutput.write(json ? finding.json.text + "\n" : finding.lines)
      }
      return isSound
    }
    if !isSound { Process.exit(.other) }
  }
}
