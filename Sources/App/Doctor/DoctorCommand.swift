import ArgumentParser
import Engine

/// Everything that has to be right before a first answer comes, each with its remedy.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks at terminal, configuration, servers and state, and says what to mend.",
    discussion: "Exit code 1 when something has to be mended. Nothing leaves this machine "
      + "unless --remote is given.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "One JSON object per finding and line.")
  var json = false

  @Flag(help: "Also ask servers that are not on this machine for their models.")
  var remote = false

  @Flag(help: "Also ask the active profile for a word and time it; this may load a model.")
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
