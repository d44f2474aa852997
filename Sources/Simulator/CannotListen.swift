/// The address or the port cannot be had.
package struct CannotListen: Error {
  /// The system's `errno`.
  package let code: CInt
}
