import Subprocess
import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writing a prompt or instructions in `$VISUAL` or `$EDITOR`.
struct ExternalEditor: Sendable {
  let environment: [String: String]
  let directory: StateDirectory?

  /// The user's editor; it may have arguments of its own (`code --wait`).
  private var command: String {
    for name in ["VISUAL", "EDITOR"] {
      if let value = environment[name], !value.allSatisfy(\.isWhitespace) { return value }
    }
    return "vi"
  }

  /// What the editor left.
  struct Outcome: Equatable, Sendable {
    /// `nil` when it is as it was.
    var text: String?
    /// What went wrong.
    var complaint: String?
  }

  /// Runs the editor on the text until it ends.
  @concurrent
  func edit(_ text: String) async -> Outcome {
    let folder = directory ?? StateDirectory(environment: ["XDG_STATE_HOME": "/tmp"])
    guard let folder else { return Outcome(complaint: LocalServicesMessages.noFolderForDraft) }
    let name = "prompt-\(getpid()).md"
    defer { unlink("\(folder.path)/\(name)") }
    do throws(Errno) {
      try folder.write(text, to: name)
    } catch {
      return Outcome(complaint: LocalServicesMessages.cannotGiveToEditor(error))
    }
    let complaint = await run("\(folder.path)/\(name)")
    // What the editor saved so far counts even when it is ended from here.
    if let complaint, !Task.isCancelled {
      return Outcome(complaint: LocalServicesMessages.textIsAsItWas(after: complaint))
    }
    guard let edited = folder.read(name) else {
      let complaint = LocalServicesMessages.leftNoText(command)
      return Outcome(complaint: LocalServicesMessages.textIsAsItWas(after: complaint))
    }
    // Editors end a file with a line end that was not typed.
    let whole = edited.hasSuffix("\n") && !text.hasSuffix("\n") ? String(edited.dropLast()) : edited
    return Outcome(text: whole == text ? nil : whole)
  }

  /// What went wrong, if anything did.
  private func run(_ path: String) async -> String? {
    // Told to end, an editor saves what it has; one that does not listen is killed.
    var options = PlatformOptions()
    options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(2))]
    do {
      let result = try await Subprocess.run(
        .path("/bin/sh"), arguments: ["-c", "\(command) \"$@\"", command, path],
        environment: .exactly(environment), platformOptions: options,
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
      switch result.terminationStatus {
      case .exited(0): return nil
      case .exited(127): return LocalServicesMessages.wasNotFound(command)
      default:
        return LocalServicesMessages.ended(command, with: "\(result.terminationStatus)")
      }
    } catch {
      return LocalServicesMessages.couldNotBeRun(command, error)
    }
  }
}
