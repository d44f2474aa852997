/// How a cell is written: the reason for its colours, and attributes on top of them.
///
/// A cell never holds a colour. Pictures are the same under every theme; the terminal edge asks the
/// theme what a role looks like.
package struct Ink: Hashable, Sendable {
  package var role: Role
  package var attributes: Attributes
  /// The number of the address that a click leads to; 0: none.
  package var link: UInt16 = 0

  package init(_ role: Role, _ attributes: Attributes = []) {
    self.role = role
    self.attributes = attributes
  }

  package static let text = Ink(.text)
}

package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
  package static let strikethrough = Attributes(rawValue: 32)
}
