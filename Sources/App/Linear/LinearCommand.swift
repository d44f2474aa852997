import Engine
import TUI

/// A line that begins with `/` in the linear conversation.
enum LinearCommand: Equatable {
  case help, quit, new, retry, models
  case profile(String?)
  case model(String?)
  case resume(String?)
  case tools(String?)
  case unknown(String)

  /// `nil` for a line that is a prompt: `/etc/hosts is empty, why?` is one, for no command has a
  /// second slash in it.
  init?(_ line: String) {
    guard line.hasPrefix("/"), !line.contains("\n") else { return nil }
    let words = line.split(separator: " ").map(String.init)
    guard let name = words.first, !name.dropFirst().contains("/"), name != "/" else { return nil }
    let argument = words.count > 1 ? words.dropFirst().joined(separator: " ") : nil
    switch name {
    case "/help": self = .help
    case "/quit", "/exit": self = .quit
    case "/new": self = .new
    case "/retry": self = .retry
    case "/models": self = .models
    case "/profile", "/profiles": self = .profile(argument)
    case "/model": self = .model(argument)
    case "/resume", "/sessions": self = .resume(argument)
    case "/tools": self = .tools(argument)
    default: self = .unknown(name)
    }
  }
}

extension LinearCommand {
  /// `y`, `c`, `a`, `n`, or `n` and why.
  static func answer(_ line: String) -> ToolAnswer? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch words.first?.lowercased() {
    case "y": return .once
    case "c": return .forConversation
    case "a": return .always
    case "n": return .no(because: words.count > 1 ? words[1] : nil)
    default: return nil
    }
  }
}

extension Linear {
  func perform(_ command: LinearCommand) async {
    switch command {
    case .help: write(LinearMessages.help)
    case .new:
      await engine.perform(.newConversation)
      write(LinearMessages.newConversation)
    case .models: await listModels()
    case .profile(let name): await profile(name)
    case .model(let name): await model(name)
    case .resume(let id): await resume(id)
    case .tools(let names): await tools(names)
    case .unknown(let name): write(LinearMessages.noCommand(Sanitizer.sanitize(name)))
    case .quit, .retry: break
    }
  }

  private func listModels() async {
    let lines = ModelTable.lines(await engine.listedCatalogue())
    for line in lines { write(line) }
    if lines.isEmpty { write(LinearMessages.noServerAnswers) }
  }

  /// Lists the servers of tools, or lets the conversation call those that are named; `off` takes all away.
  private func tools(_ names: String?) async {
    if let names {
      let chosen = names == "off" ? [] : names.split { $0 == "," || $0 == " " }.map(String.init)
      await engine.enableTools(Set(chosen))
    }
    let session = await engine.session
    if session.tools.servers.isEmpty { return write(LinearMessages.noToolServers) }
    for report in session.tools.servers {
      let isWanted = session.tools.wantedServers.contains(report.id)
      write(
        "\(LinearMessages.isOn(isWanted)) \(Sanitizer.sanitize(report.id)) · \(CallQuestionText.state(report, now: engine.time.now))"
      )
      for tool in report.tools {
        write(
          "  \(LinearMessages.isOn(session.tools.isEnabled(tool))) \(Sanitizer.sanitize(tool.selector))"
        )
      }
    }
  }

  private func profile(_ name: String?) async {
    guard let name else {
      let session = await engine.session
      for profile in session.profiles {
        let mark = profile.name == session.profile.name ? "*" : " "
        write("\(mark) \(Sanitizer.sanitize(profile.name)) · \(Sanitizer.sanitize(profile.model))")
      }
      return
    }
    await engine.perform(.switchProfile(.named(name)))
    let session = await engine.session
    guard session.profile.name == name else {
      let names = session.profiles.map(\.name)
      return write(
        LinearMessages.noProfile(
          nearest: NearestMatch.of(name, among: names),
          known: Sanitizer.sanitize(names.joined(separator: ", "))))
    }
    write(LinearMessages.now(on: Self.place(session)))
  }

  private func model(_ name: String?) async {
    guard let name else { return write(Self.place(await engine.session)) }
    let catalogue = await engine.listedCatalogue()
    guard let served = catalogue.first(where: { $0.model.answers(to: name) }) else {
      let near = NearestMatch.of(name, among: catalogue.map(\.model.id))
      return write(
        LinearMessages.noModel(
          Sanitizer.sanitize(name), nearest: near.map { Sanitizer.sanitize($0) }))
    }
    await engine.perform(.choose(model: served.model.id, providerID: served.providerID))
    write(LinearMessages.now(on: Self.place(await engine.session)))
  }

  private static func place(_ session: Session) -> String {
    LinearMessages.place(
      profile: Sanitizer.sanitize(session.profile.name),
      model: Sanitizer.sanitize(session.profile.model), address: session.route,
      destination: session.destination)
  }
}
