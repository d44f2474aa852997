import Engine
import TUI

/// A line that begins with `/` in the linear conversation.
enum LinearCommand: Equatable {
  case help, quit, new, retry, models
  case profile(String?)
  case model(String?)
  case resume(String?)
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
    default: self = .unknown(name)
    }
  }

  static let helpText = """
    /profile [NAME]  list the profiles, or go on with another one
    /model [NAME]    say which model answers, or go on with another one
    /models          list the models of the local servers
    /retry           ask the last question again
    /new             begin a new conversation
    /resume [ID]     list the kept conversations, or go on with one
    /quit            end; Ctrl+D does the same, Ctrl+C stops a reply
    A line that ends in \\ goes on in the next one; \"\"\" alone begins and ends several lines.
    """
}

extension Linear {
  func perform(_ command: LinearCommand) async {
    switch command {
    case .help: write(LinearCommand.helpText)
    case .new:
      await engine.perform(.newConversation)
      write("a new conversation")
    case .models: await listModels()
    case .profile(let name): await profile(name)
    case .model(let name): await model(name)
    case .resume(let id): await resume(id)
    case .unknown(let name):
      write("There is no \(Sanitizer.sanitize(name)). /help lists what there is.")
    case .quit, .retry: break
    }
  }

  private func listModels() async {
    let lines = ModelTable.lines(await engine.listedCatalogue())
    for line in lines { write(line) }
    if lines.isEmpty { write("No local server of the configuration answers.") }
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
      let near = NearestMatch.of(name, among: names).map { "Did you mean \($0)? " } ?? ""
      return write(
        "No such profile. \(near)There are: \(Sanitizer.sanitize(names.joined(separator: ", ")))")
    }
    write("now on \(Self.place(session))")
  }

  private func model(_ name: String?) async {
    guard let name else { return write(Self.place(await engine.session)) }
    let catalogue = await engine.listedCatalogue()
    guard let served = catalogue.first(where: { $0.model.answers(to: name) }) else {
      let near = NearestMatch.of(name, among: catalogue.map(\.model.id))
      let hint = near.map { "Did you mean \(Sanitizer.sanitize($0))?" } ?? "/models lists all."
      return write("No local server has a model named \(Sanitizer.sanitize(name)). \(hint)")
    }
    await engine.perform(.choose(model: served.model.id, providerID: served.providerID))
    write("now on \(Self.place(await engine.session))")
  }

  private static func place(_ session: Session) -> String {
    let cloud = session.server.isRemote ? " · CLOUD, leaves this machine" : ""
    let (profile, model) = (
      Sanitizer.sanitize(session.profile.name), Sanitizer.sanitize(session.profile.model)
    )
    return "\(profile) · \(model) · \(session.server.address)\(cloud)"
  }
}
