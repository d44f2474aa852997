/// A large value that copies pass on as one reference. It is copied itself when one of its holders changes it while
/// others look at it.
package struct Shared<Value: Sendable>: Sendable {
  /// One value: an array is such a reference already.
  private var only: [Value]

  package init(_ value: Value) { only = [value] }

  package var value: Value {
    _read { yield only[0] }
    _modify { yield &only[0] }
  }
}

extension Shared: Equatable where Value: Equatable {}
