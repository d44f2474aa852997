/// Ways to cut an input in pieces, the same for the same input.
package enum Cuts {
  /// Inputs longer than this are not tried byte by byte.
  private static let shortest = 400

  package static func ways(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var ways = [random(bytes, longest: 7), random(bytes, longest: 64)]
    if bytes.count <= shortest { ways.append(bytes.map { [$0] }) }
    return ways
  }

  /// The same between scalars, in no more than a few hundred pieces: after each of them whatever is
  /// not settled is laid out again.
  package static func ways(_ text: String) -> [[String]] {
    let scalars = text.unicodeScalars.map { String($0) }
    let few = random(scalars, longest: 5 + scalars.count / 50).map { $0.joined() }
    return scalars.count <= 300 ? [few, scalars] : [few]
  }

  /// Where they are cut depends on the length alone.
  private static func random<Element>(_ all: [Element], longest: Int) -> [[Element]] {
    random(all, longest: longest, seed: UInt64(all.count) &+ UInt64(longest) << 32)
  }

  /// Pieces of 1 to `longest` elements, the same for the same seed.
  package static func random<Element>(
    _ all: [Element], longest: Int, seed: UInt64
  ) -> [[Element]] {
    var state = seed
    var rest = all[...]
    var pieces: [[Element]] = []
    while !rest.isEmpty {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let length = 1 + Int(state >> 33) % longest
      pieces.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return pieces
  }
}
