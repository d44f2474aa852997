import Engine
import SystemPackage
import TUI

/// Looks at everything that has to be right before a first answer comes.
struct Doctor {
  let runtime: Runtime
  let environment: [String: String]
  /// Why the files count for nothing here.
  var unusableFiles: EngineError?
  /// Also asks servers that are not on this machine.
  var asksRemote = false
  /// Also asks the active profile a question, to time its first token.
  var measures = false

  /// Each finding as it is found, so that a slow server does not hold back the rest.
  func examine(_ report: (Finding) -> Void) async {
    report(DoctorMessages.program(version: Version.full))
    report(connections())
    Self.terminal(TerminalRefusal.of(), TerminalQuestions.ask(), environment).forEach(report)
    configuration().forEach(report)
    for provider in providers {
      let inspection = await runtime.engine.inspect(provider, asksRemote: asksRemote)
      findings(inspection).forEach(report)
    }
    await neighbours().forEach(report)
    await tools().forEach(report)
    await state().forEach(report)
    if measures { report(await firstToken()) }
  }

  private func connections() -> Finding {
    do throws(EngineError) {
      return Finding(.ok, "connections", try HTTPTransport.version())
    } catch {
      return Finding(
        .problem, "connections",
        [error.message, error.serverWords].compactMap(\.self).joined(separator: " "),
        remedy: error.remedy)
    }
  }

  // MARK: Terminal

  static func terminal(
    _ refusal: TerminalRefusal?, _ answers: TerminalAnswers?, _ environment: [String: String]
  ) -> [Finding] {
    let variables = TerminalEnvironment(environment)
    var found: [Finding] = []
    if let refusal {
      found.append(DoctorMessages.noScreen(refusal.reason))
    } else {
      let colors =
        variables.wantsNoColor
        ? DoctorMessages.noColors
        : variables.hasDirectColor ? DoctorMessages.directColors : DoctorMessages.terminfoColors
      found.append(DoctorMessages.terminal(variables.term, colors: colors))
    }
    guard let answers, answers.isHeard else {
      if refusal == nil { found.append(DoctorMessages.terminalIsSilent) }
      return found
    }
    let abilities = [
      (DoctorMessages.synchronizedOutput, answers.hasSynchronizedOutput),
      (DoctorMessages.kittyKeyboard, answers.hasKittyKeyboard),
      (DoctorMessages.clipboard, answers.offersClipboard),
    ]
    for (ability, says) in abilities {
      found.append(DoctorMessages.terminal(offers: ability, says: says))
    }
    let form = ImageProtocol.of(
      name: answers.name, hasSixel: answers.hasSixel, environment: variables)
    found.append(
      DoctorMessages.images(
        form, canMake: form.map { ImageMaker.canMake($0, environment) } ?? false,
        hasCell: answers.hasCell))
    if let appearance = answers.appearance { found.append(DoctorMessages.background(appearance)) }
    return found + widths(answers.widths)
  }

  /// Where the terminal and our own table differ; the screen draws those in a safe way.
  private static func widths(_ widths: [Int]) -> [Finding] {
    guard widths.count == TerminalQuestions.graphemes.count else {
      return [DoctorMessages.noWidths]
    }
    let others = zip(TerminalQuestions.graphemes, widths).filter {
      Glyph.width(of: $0.0.text) != $0.1
    }
    guard !others.isEmpty else { return [DoctorMessages.sameWidths(ofCharacters: widths.count)] }
    let words = others.map { grapheme, width in
      DoctorMessages.otherWidth(
        of: grapheme.name, there: width, here: Glyph.width(of: grapheme.text))
    }
    return [DoctorMessages.otherWidths(words)]
  }

  // MARK: Configuration

  private func configuration() -> [Finding] {
    if let unusableFiles { return DoctorMessages.unusable(unusableFiles) }
    let configuration = runtime.configuration
    let files = ConfigFiles(environment).places.prefix(2).filter(\.exists).map(\.path)
    var found = [DoctorMessages.configuration(files: files)]
    found += configuration.notices.map { Finding(.note, "configuration", $0.text) }
    // What was told of needs no line that says it is all right.
    let told = configuration.notices.compactMap(\.place)
    for setting in configuration.shownSettings.own
    where !told.contains(where: {
      $0.source == setting.place.source && $0.line == setting.place.line
    }) {
      found.append(
        DoctorMessages.setting(setting.path, setting.value, at: "\(setting.place)"))
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

  /// Local servers that answer and that no profile asks.
  private func neighbours() async -> [Finding] {
    let asked = Set(providers.map(\.id))
    return await runtime.localServers().filter { !asked.contains($0.id) }.map { server in
      DoctorMessages.isNotAsked(
        server.id, at: server.address, model: server.readiest?.id, models: server.models.count)
    }
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
        DoctorMessages.notAsked(provider.id, at: provider.origin?.address ?? provider.baseURL)
      ]
    }
    var found = [
      DoctorMessages.answers(
        provider.id, kind: facts.kind.description, at: provider.origin?.address ?? "",
        wire: inspection.wire?.rawValue, after: inspection.answered, models: facts.models.count)
    ]
    for model in facts.models where model.residency == .loaded && provider.location.isNear {
      found.append(
        DoctorMessages.loaded(model.id, window: model.loadedContext, at: provider.id))
    }
    for profile in profiles where !facts.models.isEmpty {
      guard !facts.models.contains(where: { $0.answers(to: profile.model) }) else { continue }
      let known = facts.models.map(\.id)
      found.append(
        DoctorMessages.modelMissing(
          profile.model, of: profile.name, at: provider.id,
          nearest: NearestMatch.of(profile.model, among: known), known: known))
    }
    return found
  }

  // MARK: State and speed

  private func state() async -> [Finding] {
    guard let directory = StateDirectory(environment: environment) else {
      return [DoctorMessages.nothingIsKept]
    }
    if let trap = directory.trap {
      return [Finding(.problem, "state", trap.message, remedy: trap.remedy)]
    }
    do throws(Errno) {
      try directory.prepare()
      try directory.write("", to: "doctor")
    } catch {
      return [DoctorMessages.cannotWrite(directory.path, error)]
    }
    FileSystem.remove(directory.path + "/doctor")
    return [Finding(.ok, "state", directory.path)] + (await archive(directory))
  }

  private func archive(_ directory: StateDirectory) async -> [Finding] {
    guard FileSystem.exists(directory.path + "/conversations.sqlite") else {
      return [DoctorMessages.noConversations]
    }
    let archive = Archive(folder: directory.path)
    do throws(EngineError) {
      let complaints = try await archive.check()
      await archive.close()
      return complaints.isEmpty
        ? [DoctorMessages.archiveIsSound]
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
      return DoctorMessages.noFirstToken(profile)
    }
    return DoctorMessages.firstToken(
      profile, after: first, ReplySummary.line(reply, now: runtime.engine.time.now))
  }
}
