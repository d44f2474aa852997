import ArgumentParser
import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One prompt in, the answer on stdout, the thinking and what happened on stderr.
struct ExecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec", abstract: "Asks once and prints the answer as it comes.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The prompt; without one, or with -, it is read from stdin.")
  var prompt: [String] = []

  mutating func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    let text = try promptText()
    let status = try await Assembly.use(common) { assembly in
      var exec = Exec(engine: assembly.engine)
      return await exec.run(Prompt(text))
    }
    Process.exit(status)
  }

  /// The prompt is complete before anything else is touched.
  private func promptText() throws -> String {
    let words = prompt.joined(separator: " ")
    guard words.isEmpty || words == "-" else { return words }
    if words.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw Failure(.usage, "exec needs a prompt: codex-tui exec \"…\", or pipe one in.")
    }
    let bytes: [UInt8]
    do {
      bytes = try TextFile.readAll(STDIN_FILENO)
    } catch {
      throw Failure(.usage, "stdin cannot be read: \(error).")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Failure(.usage, "the prompt on stdin is empty.")
    }
    return text
  }
}
