import Engine
import TUI

extension Runtime {
  /// Replays the script of the options and keeps the pictures it asks for.
  @ScreenActor
  func replay(_ options: ScreenOptions) async throws -> ExitStatus {
    guard let size = Size(words: options.size) else {
      throw ScriptMessages.isNoSize(options.size)
    }
    let name = options.script ?? "script"
    let script = try Self.script(options)
    var state = await screenState(size)
    let choice = ThemeChoice.shelf(
      wish: configuration.screen.theme, environment: Environment.current)
    state.themes = choice.shelf
    state.themes.put(ThemeChoice.all(environment: Environment.current))
    state.hint = choice.complaint
    let run = ScriptRun(
      engine: engine, state: state, theme: state.themes.active,
      templates: PromptFolder.templates(environment: Environment.current))
    do {
      let code = try await run.run(script) { try Self.save($0, $1) }
      if let file = options.saveScreen { try Self.save(run.picture, file) }
      return code.map { ExitStatus(rawValue: $0) } ?? .ok
    } catch let stuck as ScriptRun.Stuck {
      // The script's author sees where it stands.
      StandardError.write(run.picture.contents(forFile: "") + "\n")
      throw Failure(.stalled, "\(name):\(stuck.line): \(stuck.words)")
    }
  }

  private static func script(_ options: ScreenOptions) throws -> ScreenScript {
    guard let path = options.script else { return try ScreenScript("") }
    let bytes = try NamedFile.read(path, dashIsInput: true)
    do {
      return try ScreenScript(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Failure(.usage, "\(path):\(error.line): \(error.words)")
    }
  }

  private static func save(_ picture: ScreenPicture, _ file: String) throws {
    try NamedFile.write(
      picture.contents(forFile: file), to: file,
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
  }
}
