/// A large value that copies pass on as one reference. It is copied itself when one of its holders changes it while
/// others look at it.
package struct Shared<Value: Sendable>: @unchecked Sendable {
  private final class Box {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  private var box: Box

  package init(_ value: Value) { box = Box(value) }

  package var value: Value {
    _read { yield box.value }
    _modify {
      // What others hold never changes, which makes it safe to send.
      if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
      yield &box.value
    }
  }
}

extension Shared: Equatable where Value: Equatable {
  package static func == (one: Shared, other: Shared) -> Bool {
    one.box === other.box || one.value == other.value
  }
}
