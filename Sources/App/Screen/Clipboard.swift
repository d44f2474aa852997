import Engine
import Subprocess
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts text where the user can paste it from, and says which way it went; and fetches what is marked
/// elsewhere on the desktop (X11's primary selection).
///
/// On this machine's own desktop a clipboard tool, which says whether it worked; else the terminal,
/// which does not; else a file.
@ScreenActor
final class Clipboard {
  /// A tool that reads the text from its stdin.
  struct Tool: Equatable, Sendable {
    var path: String
    var arguments: [String]
    var name: String { String(path.split(separator: "/").last ?? "") }
  }

  static let file = "copied.txt"

  private let environment: [String: String]
  private let state: StateDirectory?
  private let screen: any Screen
  private let limit: Duration
  private let report: @ScreenActor (String) -> Void
  private let paste: @ScreenActor (String?) -> Void
  private var task: Task<Void, Never>?

  /// - Parameters:
  ///   - limit: how long a tool may take before the next way is tried.
  ///   - paste: takes what is marked elsewhere, or `nil` when only the terminal can know.
  init(
    environment: [String: String], state: StateDirectory?, screen: any Screen,
    limit: Duration = .seconds(3), report: @escaping @ScreenActor (String) -> Void,
    paste: @escaping @ScreenActor (String?) -> Void = { _ in }
  ) {
    self.environment = environment
    self.state = state
    self.screen = screen
    self.limit = limit
    self.report = report
    self.paste = paste
  }

  /// The newest text wins: a tool that still runs for an older one is left to itself.
  func copy(_ request: CopyRequest) {
    let before = task
    task = Task { [report] in
      await before?.value
      report(await words(request))
    }
  }

  func pasteMarked() {
    Task { [paste, environment, limit] in
      for tool in Self.readers(environment) {
        if let text = await Self.marked(tool, environment, limit) { return paste(text) }
      }
      paste(nil)
    }
  }

  /// Copies and says how.
  func words(_ request: CopyRequest) async -> String {
    let copy = ScreenMessages.copy(of: request.what, lines: Self.lines(in: request.text))
    if let tool = await takenBy(Self.tools(environment), request.text) {
      return ScreenMessages.copied(copy, with: tool.name)
    }
    let terminal = TerminalEnvironment(environment)
    if terminal.isXtermLike, ClipboardSequence.bytes(request.text, environment: terminal) != nil {
      screen.perform(.copy(request.text))
      return ScreenMessages.sentToTerminal(copy)
    }
    return written(request, copy)
  }

  /// The first tool that takes the text. It reads a file of ours that is gone afterwards: a pipe to a
  /// tool that reads nothing would be an end of its own kind.
  private func takenBy(_ tools: [Tool], _ text: String) async -> Tool? {
    let name = "copying-\(getpid()).txt"
    guard !tools.isEmpty, let state, (try? state.write(text, to: name)) != nil else { return nil }
    defer { unlink("\(state.path)/\(name)") }
    for tool in tools where await Self.run(tool, "\(state.path)/\(name)", environment, limit) {
      return tool
    }
    return nil
  }

  private func written(_ request: CopyRequest, _ copy: String) -> String {
    guard let state else { return ScreenMessages.nowhereToCopy }
    do {
      try state.write(request.text, to: Self.file)
    } catch {
      return ScreenMessages.cannotWrite("\(state.path)/\(Self.file)", error)
    }
    var path = "\(state.path)/\(Self.file)"
    if let home = environment["HOME"], path.hasPrefix(home + "/") {
      path = "~" + path.dropFirst(home.count)
    }
    let isTooLarge = request.text.utf8.count > ClipboardSequence.limit
    return ScreenMessages.wrote(copy, to: path, isTooLarge: isTooLarge)
  }

  /// The tools that put text on this desktop's clipboard.
  static func tools(_ environment: [String: String]) -> [Tool] {
    var known: [(String, [String])] = []
    #if os(macOS)
      known.append(("pbcopy", []))
    #endif
    if environment["WAYLAND_DISPLAY"]?.isEmpty == false { known.append(("wl-copy", [])) }
    if environment["DISPLAY"]?.isEmpty == false {
      known += [
        ("xclip", ["-selection", "clipboard", "-in"]), ("xsel", ["--clipboard", "--input"]),
      ]
    }
    return installed(known, environment)
  }

  /// The tools that tell what is marked on this desktop.
  static func readers(_ environment: [String: String]) -> [Tool] {
    var known: [(String, [String])] = []
    if environment["WAYLAND_DISPLAY"]?.isEmpty == false {
      known.append(("wl-paste", ["--primary", "--no-newline"]))
    }
    if environment["DISPLAY"]?.isEmpty == false {
      known += [
        ("xclip", ["-selection", "primary", "-out"]), ("xsel", ["--primary", "--output"]),
      ]
    }
    return installed(known, environment)
  }

  /// Those of them that are installed; none over SSH, where the desktop meant is another machine's.
  private static func installed(
    _ known: [(String, [String])], _ environment: [String: String]
  ) -> [Tool] {
    guard environment["SSH_CONNECTION"] == nil, environment["SSH_TTY"] == nil else { return [] }
    return known.compactMap { name, arguments in
      SearchPath.program(name, environment).map {
        Tool(path: $0, arguments: arguments)
      }
    }
  }

  /// What the tool prints, at most 1 MB of it; `nil` when it fails or takes too long.
  @concurrent
  private static func marked(
    _ tool: Tool, _ environment: [String: String], _ limit: Duration
  ) async -> String? {
    let text = try? await TimeLimit.within(limit) { () -> String? in
      let result = try await Subprocess.run(
        .path(ChildPath(tool.path)), arguments: Arguments(tool.arguments),
        environment: .exactly(environment), input: .none, output: .string(limit: 1_000_000),
        error: .discarded)
      return result.terminationStatus.isSuccess ? result.standardOutput : nil
    }
    return text ?? nil
  }

  /// Whether the tool took the text. One that waits for a display that does not answer is given up.
  @concurrent
  private static func run(
    _ tool: Tool, _ file: String, _ environment: [String: String], _ limit: Duration
  ) async -> Bool {
    let hasTaken = try? await TimeLimit.within(limit) {
      // xclip and wl-copy stay behind to serve the text, so nothing of theirs may be waited for.
      let result = try await Subprocess.run(
        .path("/bin/sh"),
        arguments: Arguments(
          ["-c", "file=$1; shift; exec \"$@\" < \"$file\"", "sh", file, tool.path]
            + tool.arguments),
        environment: .exactly(environment),
        input: .none, output: .discarded, error: .discarded)
      return result.terminationStatus.isSuccess
    }
    return hasTaken ?? false
  }

  private static func lines(in text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    return text.hasSuffix("\n") ? lines - 1 : lines
  }
}
