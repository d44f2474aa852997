import Engine
import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file for an issue: what the doctor found, the system, the configuration and the end of the log. In English,
/// without keys and without the name of the home folder.
struct SupportReport {
  let runtime: Runtime
  let environment: [String: String]
  /// What the doctor said, line by line.
  var findings = ""
  /// The file of an earlier `--record`, where it shall go along.
  var recording: String?

  /// Lines of the log that go along.
  private static let logLines = 200
  /// Bytes of a recording that go along.
  private static let longestRecording = 4 << 20

  func text() async throws(Failure) -> String {
    var parts = [
      ("What the doctor found", findings), ("System", system), ("Configuration", configuration),
      ("Log, its last \(Self.logLines) lines", log),
    ]
    if let recording {
      let bytes = try NamedFile.read(recording)
      let cut = bytes.count > Self.longestRecording
      let words = String(decoding: bytes.prefix(Self.longestRecording), as: UTF8.self)
      parts.append((cut ? "Recording, its beginning" : "Recording", words))
    }
    let redaction = await runtime.engine.redaction
    let body = parts.map { title, words -> String in
      // What came from a server or a file may hold a fence of its own.
      let shown = words.isEmpty ? "(nothing)" : words.replacing("````", with: "'''")
      return "## \(title)\n\n````text\n\(shown)\n````\n"
    }
    let text = "# codex-tui \(Version.full)\n\n" + body.joined(separator: "\n")
    return withoutHome(redaction.clean(text))
  }

  private func withoutHome(_ text: String) -> String {
    guard let home = environment["HOME"], home.count > 1 else { return text }
    return text.replacing(home, with: "~")
  }

  private var system: String {
    var name = utsname()
    uname(&name)
    func words<Field>(_ field: Field) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    let release = (try? TextFile.read("/etc/os-release")) ?? nil
    let distribution = release.flatMap { bytes in
      String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        .first { $0.hasPrefix("PRETTY_NAME=") }.map { $0.dropFirst(12).filter { $0 != "\"" } }
    }
    // Of the environment only what decides how a terminal is treated.
    let variables = [
      "TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION", "NO_COLOR",
      "LANG",
      "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
    ]
    let nested = ["TMUX", "STY", "SSH_CONNECTION", "WSL_DISTRO_NAME"].filter {
      environment[$0] != nil
    }
    return
      ([
        "\(words(name.sysname)) \(words(name.release)) \(words(name.machine))", distribution,
        nested.isEmpty ? nil : "inside: " + nested.joined(separator: ", "),
      ].compactMap(\.self)
      + variables.compactMap { name in environment[name].map { "\(name)=\($0)" } })
      .map { Sanitizer.sanitize($0) }.joined(separator: "\n")
  }

  private var configuration: String {
    let notices = (runtime.configuration.notices + runtime.configuration.codexOnly)
      .map { "! " + Sanitizer.sanitize($0.text) }
    return (runtime.configuration.shownSettings.own.lines + notices).joined(separator: "\n")
  }

  private var log: String {
    guard let directory = StateDirectory(environment: environment) else { return "" }
    var tail = LogTail(path: "\(directory.path)/\(LogFile.name)")
    return tail.news().split(separator: "\n").suffix(Self.logLines).joined(separator: "\n")
  }
}
