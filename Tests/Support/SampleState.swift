import Engine
import TUI

extension AppState {
  /// A screen over a session of `EngineFixture`.
  package static func sample(
    _ size: Size = Size(columns: 100, rows: 30), options: ViewOptions = ViewOptions(),
    _ change: (inout Session) throws -> Void = { _ in }
  ) throws -> AppState {
    AppState(session: try EngineFixture.session(change), size: size, options: options)
  }
}
