import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the program tells its caller by its exit code; documented in the README.
struct ExitStatus: RawRepresentable, Equatable, Sendable {
  let rawValue: Int32

  static let ok = ExitStatus(rawValue: 0)
  static let other = ExitStatus(rawValue: 1)
  static let usage = ExitStatus(rawValue: 2)
  static let configuration = ExitStatus(rawValue: 3)
  static let unreachable = ExitStatus(rawValue: 4)
  static let authentication = ExitStatus(rawValue: 5)
  static let model = ExitStatus(rawValue: 6)
  static let overflow = ExitStatus(rawValue: 7)
  static let broken = ExitStatus(rawValue: 8)
  static let stalled = ExitStatus(rawValue: 9)
  static let interrupted = ExitStatus(rawValue: 130)
  static let terminated = ExitStatus(rawValue: 143)

  /// As a shell reports it: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP.
  static func signal(_ number: Int32) -> ExitStatus { ExitStatus(rawValue: 128 + number) }

  /// The code of a failure; `saidSomething` when part of the reply was already printed.
  static func of(_ error: EngineError, saidSomething: Bool) -> ExitStatus {
    switch error.kind {
    case .configuration: .configuration
    case .unreachable, .unresponsive: .unreachable
    case .unauthorized, .forbidden: .authentication
    case .modelLost where saidSomething: .broken
    case .modelMissing, .loadFailed, .modelLost: .model
    case .contextOverflow: .overflow
    case .brokenStream: .broken
    case .incomplete, .malformedAnswer, .refused: saidSomething ? .broken : .other
    case .stalled: .stalled
    case .serverFault where saidSomething: .broken
    case .rateLimited, .serverFault, .emptyReply, .unsupported, .archive: .other
    }
  }
}

/// Ends a command with a sentence on stderr and an exit code.
struct Failure: Error {
  let code: ExitStatus
  let message: String

  init(_ code: ExitStatus, _ message: String) {
    self.code = code
    self.message = message
  }

  init(_ error: EngineError) {
    code = .of(error, saidSomething: false)
    message = AppMessages.failure(
      error.message, serverSays: error.serverSentence, remedy: error.remedy)
  }
}

enum Process {
  /// Ends the process at once. Everything printed has already been written: nothing here buffers.
  ///
  /// Not by `exit`, which calls what libraries registered for the end: OpenSSL then frees what the engine's
  /// thread is just using or giving back, and one run of some hundreds crashed.
  static func exit(_ status: ExitStatus) -> Never {
    CrashRestore.restoreWithoutWaiting()
    #if canImport(Glibc)
      Glibc._exit(status.rawValue)
    #else
      Darwin._exit(status.rawValue)
    #endif
  }
}
