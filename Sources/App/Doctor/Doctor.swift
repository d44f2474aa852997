import Engine
import TUI

/// Looks at everything that has to be right before a first answer comes.
struct Doctor {
  let runtime: Runtime
  let environment: [String: String]
  /// Also asks servers that are not on this machine.
  var asksRemote = false
  /// Also asks the active profile a question, to time its first token.
  var measures = false

  /// Each finding as it is found, so that a slow server does not hold back the rest.
  func examine(_ report: (Finding) -> Void) async {
    report(Finding(.ok, "program", "codex-tui \(Version.full)"))
    Self.terminal(TerminalRefusal.of(), TerminalQuestions.ask(), environment).forEach(report)
    configuration().forEach(report)
    for provider in providers {
      let inspection = await runtime.engine.inspect(provider, asksRemote: asksRemote)
      findings(inspection).forEach(report)
    }
    await state().forEach(report)
    if measures { report(await firstToken()) }
  }

  // MARK: Terminal

  static func terminal(
    _ refusal: TerminalRefusal?, _ answers: TerminalAnswers?, _ environment: [String: String]
  ) -> [Finding] {
    let area = "terminal"
    let variables = TerminalEnvironment(environment)
    var found: [Finding] = []
    if let refusal {
      found.append(Finding(.note, area, refusal.reason, remedy: "exec and --linear work here."))
    } else {
      let colors =
        variables.wantsNoColor
        ? "none (NO_COLOR)" : variables.hasDirectColor ? "24 bit" : "by terminfo"
      found.append(Finding(.ok, area, "TERM=\(variables.term), colours: \(colors)"))
    }
    guard let answers, answers.isHeard else {
      if refusal == nil { found.append(Finding(.note, area, "does not answer questions")) }
      return found
    }
    let abilities = [
      ("synchronized output (2026)", answers.hasSynchronizedOutput),
      ("kitty keyboard", answers.hasKittyKeyboard), ("clipboard (OSC 52)", answers.offersClipboard),
    ]
    for (name, has) in abilities {
      found.append(Finding(.ok, area, has ? "\(name): yes" : "\(name): it does not say so"))
    }
    if let appearance = answers.appearance {
      found.append(Finding(.ok, area, "background: \(appearance)"))
    }
    return found + widths(answers.widths)
  }

  /// Where the terminal and our own table differ; the screen draws those in a safe way.
  private static func widths(_ widths: [Int]) -> [Finding] {
    guard widths.count == TerminalQuestions.graphemes.count else {
      return [Finding(.note, "terminal", "tells no cursor place, so widths are not known")]
    }
    let others = zip(TerminalQuestions.graphemes, widths).filter {
      Glyph.width(of: $0.0.text) != $0.1
    }
    guard !others.isEmpty else {
      return [
        Finding(.ok, "terminal", "draws all \(widths.count) test characters as wide as we do")
      ]
    }
    let names = others.map { "\($0.0.name): \($0.1) columns, here \(Glyph.width(of: $0.0.text))" }
    return [
      Finding(
        .note, "terminal", names.joined(separator: "; "),
        remedy: "Such characters are placed one by one, so rows stay straight; "
          + "[tui] emoji = \"safe\" keeps joined emoji simple.")
    ]
  }

  // MARK: Configuration

  private func configuration() -> [Finding] {
    let configuration = runtime.configuration
    let files = ConfigFiles(environment).places.prefix(2).filter(\.exists).map(\.path)
    let words = files.isEmpty ? "no file; built-in settings" : files.joined(separator: ", ")
    var found = [
      Finding(.ok, "configuration", words, remedy: files.isEmpty ? "codex-tui config init" : nil)
    ]
    found += configuration.notices.map { Finding(.note, "configuration", $0.text) }
    for setting in configuration.shownSettings where "\(setting.place)" != "built-in" {
      found.append(
        Finding(.ok, "configuration", "\(setting.path) = \(setting.value)  (\(setting.place))"))
    }
    return found
  }

  // MARK: Providers

  /// Those that a profile uses, each once, the active profile's first.
  private var providers: [Provider] {
    let configuration = runtime.configuration
    var providers: [Provider] = []
    for profile in [configuration.activeProfile] + configuration.profiles {
      let provider = configuration.provider(of: profile)
      if !providers.contains(where: { $0.id == provider.id }) { providers.append(provider) }
    }
    return providers
  }

  func findings(_ inspection: Inspection) -> [Finding] {
    let provider = inspection.provider
    let profiles = runtime.configuration.profiles.filter { $0.providerID == provider.id }
    if let error = inspection.error {
      let isActive = runtime.configuration.activeProfile.providerID == provider.id
      return [
        Finding(isActive ? .problem : .note, provider.id, error.message, remedy: error.remedy)
      ]
    }
    guard let facts = inspection.facts else {
      return [
        Finding(
          .ok, provider.id,
          "\(provider.origin?.address ?? provider.baseURL): the key is set; not asked",
          remedy: "codex-tui doctor --remote asks it.")
      ]
    }
    let wire = inspection.wire.map { ", wire \($0.rawValue)" } ?? ""
    let took = inspection.answered.map { ", answered in \(TimeWords.seconds($0))" } ?? ""
    var found = [
      Finding(
        .ok, provider.id,
        "\(facts.kind.description) at \(provider.origin?.address ?? "")\(wire)\(took), "
          + "\(facts.models.count) models")
    ]
    for model in facts.models where model.residency == .loaded && provider.isLocal {
      let window = model.loadedContext.map { ", window \($0)" } ?? ""
      found.append(Finding(.ok, provider.id, "loaded: \(model.id)\(window)"))
    }
    for profile in profiles where !facts.models.isEmpty {
      guard !facts.models.contains(where: { $0.answers(to: profile.model) }) else { continue }
      let known = facts.models.map(\.id)
      let near = NearestMatch.of(profile.model, among: known).map { "Did you mean \($0)?" }
      found.append(
        Finding(
          .problem, provider.id,
          "profile \(profile.name) wants \(profile.model), which is not there",
          remedy: near ?? "It has \(known.prefix(3).joined(separator: ", "))."))
    }
    return found
  }

  // MARK: State and speed

  private func state() async -> [Finding] {
    guard let directory = StateDirectory(environment: environment) else {
      return [
        Finding(.note, "state", "nothing is kept", remedy: "Set HOME or XDG_STATE_HOME.")
      ]
    }
    if let trap = directory.trap {
      return [Finding(.problem, "state", trap.message, remedy: trap.remedy)]
    }
    do throws(SystemFailure) {
      try directory.prepare()
      try directory.write("", to: "doctor")
    } catch {
      return [
        Finding(
          .problem, "state", "\(directory.path) cannot be written: \(error)",
          remedy: "Correct its permissions, or set XDG_STATE_HOME.")
      ]
    }
    FileSystem.remove(directory.path + "/doctor")
    return [Finding(.ok, "state", directory.path)] + (await archive(directory))
  }

  private func archive(_ directory: StateDirectory) async -> [Finding] {
    guard FileSystem.exists(directory.path + "/conversations.sqlite") else {
      return [Finding(.ok, "archive", "no conversations yet")]
    }
    let archive = Archive(folder: directory.path)
    do throws(EngineError) {
      let complaints = try await archive.check()
      await archive.close()
      return complaints.isEmpty
        ? [Finding(.ok, "archive", "every page and index is sound")]
        : complaints.map { Finding(.problem, "archive", $0) }
    } catch {
      return [Finding(.problem, "archive", error.message, remedy: error.remedy)]
    }
  }

  /// Asks for one word and times it.
  private func firstToken() async -> Finding {
    let profile = runtime.configuration.activeProfile.name
    let silent = OutputStreams(out: { _ in nil }, error: { _ in })
    var exec = Exec(
      engine: runtime.engine,
      printer: PlainPrinter(streams: silent, options: PlainPrinter.Options()))
    exec.interrupts = Signals.endings()
    exec.limit = .seconds(120)
    _ = await exec.run(Prompt("Say yes."))
    let reply = await runtime.engine.session.transcript.last?.reply
    guard let reply, let first = reply.clock.timeToFirstToken else {
      return Finding(.problem, "speed", "\(profile) gave no word within two minutes")
    }
    let line = ReplySummary.line(reply, now: runtime.engine.time.now)
    return Finding(
      .ok, "speed", "\(profile): first token after \(TimeWords.seconds(first)) (\(line))")
  }
}
