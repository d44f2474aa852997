/// Memory of this machine that is free, in bytes; `nil` where nothing tells.
package struct FreeMemory: Equatable, Sendable {
  package var system: Int?
  /// Of graphics cards with memory of their own.
  package var graphics: Int?

  package init(system: Int? = nil, graphics: Int? = nil) {
    self.system = system
    self.graphics = graphics
  }

  /// A model may lie in both.
  package var total: Int? { system.map { $0 + (graphics ?? 0) } }

  /// `9.3 GB`, `9.3 GB and 6.1 GB of the graphics card`
  package var description: String {
    [system?.inGigabytes, graphics.map(SupportMessages.onGraphicsCard)]
      .compactMap(\.self).joined(separator: say(" and ", zh: " 和 "))
  }
}
