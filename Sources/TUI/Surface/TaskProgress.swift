/// How far what the user waits for is, for the desktop's task bar.
package enum TaskProgress: Equatable, Sendable {
  case none, busy, failed
  /// 0…100
  case percent(Int)
}
