import ArgumentParser
import Engine
import TUI

/// A kept conversation on the full screen, to be continued on any profile.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: say("Continues a kept conversation.", zh: "继续已保存的对话。"),
    discussion: say("Without an id it lets you choose from a list.", zh: "省略 id 时从列表中选择。"))

  @OptionGroup var common: CommonOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var lines: LinearOptions

  @Argument(
    help: ArgumentHelp(say("The conversation's id, or how it begins.", zh: "对话的 id 或其开头。")),
    completion: .conversation)
  var id: String?

  @Flag(help: ArgumentHelp(say("The conversation that was changed last.", zh: "最近更改的对话。")))
  var last = false

  func validate() throws {
    if last, id != nil { throw ValidationError(ConversationsMessages.idOrLast) }
  }

  @ScreenActor
  mutating func run() async throws {
    let (screen, id, choosesFromList) = (screen, id, id == nil && !last)
    if !screen.isScripted {
      let refusal = TerminalRefusal.of()
      if lines.suit(refusal) {
        return try await Linear.run(common) { engine in
          if !choosesFromList { try await Self.open(id, engine) }
        }
      }
      if let refusal { throw Failure(.usage, refusal.reason) }
    }
    let ending = try await Runtime.use(common) { runtime -> MainLoop.Ending in
      if !choosesFromList { try await Self.open(id, runtime.engine) }
      if screen.isScripted { return .quit(code: try await runtime.replay(screen).rawValue) }
      let ending = try await FullScreen(
        runtime, screen, choosesConversation: choosesFromList
      ).run()
      await runtime.sayFarewell()
      return ending
    }
    guard ending == .demo else { Process.exit(ExitStatus(rawValue: ending.code)) }
    common.demo = true
    common.model = nil
    try await ChatCommand.talk(common, screen)
  }

  private static func open(_ id: String?, _ engine: Engine) async throws {
    do {
      try await engine.resume(matching: id)
    } catch {
      throw Failure(error)
    }
  }
}
