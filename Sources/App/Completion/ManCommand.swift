import ArgumentParser
import Engine

/// Writes the manual's pages from the commands themselves.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: say("Prints a page of the manual.", zh: "打印手册页。"),
    shouldDisplay: false)

  enum Page: String, ExpressibleByArgument, CaseIterable {
    case program = "codex-tui"
    case settings = "codex-tui-config"
  }

  @Argument(
    help: ArgumentHelp(say("codex-tui or codex-tui-config.", zh: "codex-tui 或 codex-tui-config。")))
  var page = Page.program

  func run() throws { StandardOutput.write(try Self.text(page)) }

  static func text(_ page: Page) throws -> String {
    switch page {
    case .settings: return ManPage.settings()
    case .program:
      guard let tree = JSON(parsing: CodexTUI._dumpHelp()), let command = tree["command"] else {
        throw CompletionMessages.commandsCannotBeDescribed
      }
      return ManPage.program(command)
    }
  }
}
