/// Mathematics as models write it, in one line of Unicode.
///
/// The line means what the formula means, or there is none: a matrix of two rows, a term that is
/// struck out, an unknown command give `nil`, and the caller shows the source as it was written. What
/// follows from that:
///
/// - **Fractions** are `a/b`, also `1/2`: `½` would leave its neighbours `2/3x` and `1/7` behind. Either
///   side has brackets where it needs them, and so has the whole where something stands directly beside it:
///   `(1/2)mv²`, `sin(x/2)`.
/// - **Scripts** are small where Unicode has all their letters: `x²`, `aᵢⱼ`, `10⁻³`. Half of the alphabet
///   is missing below the line, so others keep TeX's sign, with round brackets around more than a name:
///   `x_b`, `e^(-x²/2)`. Everyone who has used a calculator reads it, and no reader takes it for
///   anything else. Words keep the sign even where all letters exist (`x_max`, not `xₘₐₓ`): tiny words
///   out of three fonts are hard to read. Greek does so too, of which there are five letters.
///   Behind a script with a sign the second has one as well: in `W_Q^T` nothing is raised but `T`.
/// - **Limits** of `∑`, `∫` and their kind are small where they can be, else they follow the rule of scripts:
///   `∑ᵢ₌₁ⁿ`, `∫₀^∞`, `∫_Ω`, `∑_(x ∈ X)`.
/// - **Roots** are `√x`, `√(x+1)`, `∛x`, `ⁿ√x`; brackets end them before a neighbour: `√(2)x`.
/// - **Accents** are a letter with one combining mark, which terminals place well; no bar over two.
/// - **Bold, script, fraktur and blackboard** letters are told apart in mathematics and stay so: `𝐄`, `ℒ`,
///   `ℝ`. Italic, upright, sans and typewriter are the terminal's own letters. A box around a result is
///   left out, for it says nothing.
/// - Blanks that were typed stay (TeX would ignore them), runs of them as one. Operators that were
///   commands get theirs: `a\le b` is `a ≤ b`. `a=b` was typed so and stays.
///
/// Epsilon and phi are as TeX draws them (`ϵ`, `ϕ`); `ε` and `φ` are `\varepsilon` and `\varphi`.
enum Formula {
  /// Bytes of a source, a little more than what `MarkdownSource` takes for a formula.
  static let longest = 4096

  /// The formula in one line without control characters, at most twice as many characters as the source.
  ///
  /// - Parameter source: what stands between `$…$`, `$$…$$`, `\(…\)` or `\[…\]`.
  /// - Returns: `nil` where any part of it cannot be shown faithfully, or where nothing would be left.
  static func unicode(_ source: String) -> String? {
    guard source.utf8.count <= longest else { return nil }
    var parser = FormulaParser(source)
    guard let items = try? parser.list(until: .source) else { return nil }
    let line = FormulaLine.joined(items)
    return line.isEmpty ? nil : line
  }
}

/// Why there is no line. The reason is for no reader, so there is one.
struct FormulaRefusal: Error {}

/// A sign of a formula with its scripts, or several that became one: a fraction, a root, a word.
struct FormulaItem {
  enum Kind {
    /// A letter, a symbol, a word that was given as text.
    case letter
    case number
    /// The name of a function: `sin`.
    case word
    /// A sign with limits: `∑`.
    case big
    /// An operator and a relation that were commands.
    case binary, relation
    /// An operator or relation that was typed.
    case sign
    case punctuation, open, close
    /// `|` and `‖`, which open or close.
    case bar
    /// Belongs to what is before it: `!`.
    case postfix
    case dots
    case fraction, root
    case space
  }

  struct Traits: OptionSet {
    let rawValue: Int

    /// Has a small script, or one with a sign.
    static let scripted = Traits(rawValue: 1 << 0)
    /// Has a superscript.
    static let raised = Traits(rawValue: 1 << 1)
    /// Ends in `_name`, or in `^name`.
    static let endsInIndex = Traits(rawValue: 1 << 2)
    static let endsInPower = Traits(rawValue: 1 << 3)
    /// Of several letters that belong together.
    static let wide = Traits(rawValue: 1 << 4)
    /// With blanks inside.
    static let spaced = Traits(rawValue: 1 << 5)
    /// Was a command.
    static let command = Traits(rawValue: 1 << 6)
    /// A word that takes limits: `lim`.
    static let limits = Traits(rawValue: 1 << 7)
    /// A fraction with `-` in front, one of two numbers.
    static let signed = Traits(rawValue: 1 << 8)
    static let numeric = Traits(rawValue: 1 << 9)
    /// A root whose radicand has no brackets, one with an index.
    static let bare = Traits(rawValue: 1 << 10)
    static let indexed = Traits(rawValue: 1 << 11)
    /// A blank that parts what it stands between: `\quad`.
    static let parting = Traits(rawValue: 1 << 12)
    /// A blank that TeX needs behind a command.
    static let idle = Traits(rawValue: 1 << 14)
    /// A bracket that grows with what it holds.
    static let sized = Traits(rawValue: 1 << 13)
  }

  var kind: Kind
  var text: String
  var traits: Traits = []

  init(_ kind: Kind, _ text: String, _ traits: Traits = []) {
    self.kind = kind
    self.text = text
    self.traits = traits
  }

  init(_ kind: Kind, _ scalar: Unicode.Scalar, _ traits: Traits = []) {
    self.init(kind, String(scalar), traits)
  }

  /// As many columns of blanks.
  static func space(_ columns: Int, _ traits: Traits = []) -> FormulaItem {
    FormulaItem(.space, String(repeating: " ", count: columns), traits)
  }
}
