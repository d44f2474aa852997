import Support
import Testing

@testable import TUI

/// What holds for every source, also for one that was invented to do harm.
@Suite("Formulas within bounds")
struct FormulaBoundTests {
  @Test(
    "Plain text stays, twice as well",
    arguments: [
      "x", "a + b = c", "f(x) = 3.14", "1,000", "|x| < 2", "n!", "a/b", "x, y; z", "[0, 1)", "50%",
      "x ≤ y", "α + β", "速度 = 5", "a*b - c", "√2", "2:1", "x?", "∑ᵢ₌₁ⁿ xᵢ", "#1", "e\u{301}",
    ])
  func plain(text: String) {
    #expect(Formula.unicode(text) == text)
    #expect(Formula.unicode(text).flatMap(Formula.unicode) == text)
  }

  private static let long =
    #"\text{if } f'(x_{max}) = \frac{-b \pm \sqrt[3]{\hat{y}_i^2}}{2a} \le \left[ \sum_{i=1}^n \mathbf{x}_i"#
    + #" \right] \begin{pmatrix} a & b \\ \end{pmatrix} \binom{n}{k} \not= \operatorname{Var}(X)"#

  @Test("Every beginning and every end of a formula is safe")
  func cuts() {
    let scalars = Array(Self.long.unicodeScalars)
    #expect(Formula.unicode(Self.long) != nil)
    for cut in 0...scalars.count {
      Self.check(Self.text(scalars[..<cut]))
      Self.check(Self.text(scalars[cut...]))
    }
  }

  @Test("Nasty pieces", arguments: 1...300)
  func nasty(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let count = Int.random(in: 1...14, using: &random)
      Self.check((0..<count).compactMap { _ in Self.pieces.randomElement(using: &random) }.joined())
    }
  }

  private static let pieces =
    [
      "{", "}", "{", "}", "^", "_", "'", "&", "\\\\", "\\", " ", "x", "y", "12", "3.4", "+", "-",
      "=", "(", ")", "[", "]", "|", "!", ",", "/", "\\frac{a}{b}", "\\frac", "\\sqrt", "\\sqrt[3]",
      "\\left(", "\\right)", "\\left.", "\\right|", "\\begin{pmatrix}", "\\end{pmatrix}",
      "\\begin{aligned}", "\\end{aligned}", "\\text{ab c}", "\\mathbf", "\\mathbb{R}", "\\hat",
      "\\not", "\\binom", "\\operatorname{f}", "\\underset", "\\pmod", "\\tag{1}", "\\,", "\\quad",
      "~", "é", "漢", "\u{301}", "👩‍💻", "\n", "\t", "$", "%", "\\%", "\\{", "\\|", "{}", "\\le",
      "\\pm", "\\sum", "\\sin", "\\lim", "\\alpha", "\\infty", "\\langle", "\\ldots",
    ] + HostileText.forTerminals

  /// No control, nothing hidden, no more than twice as long, no blank at an end.
  private static func check(_ source: String) {
    guard let line = Formula.unicode(source) else { return }
    let scalars = line.unicodeScalars
    let isClean = scalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && !ScalarKind.isHidden($0.value)
    }
    #expect(isClean, "\(source.debugDescription)")
    #expect(scalars.count <= 2 * source.unicodeScalars.count, "\(source.debugDescription)")
    #expect(scalars.first != " " && scalars.last != " ", "\(source.debugDescription)")
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  @Test(
    "What a terminal would obey or hide is never part of a line", arguments: ["%", "\\text{%}"])
  func hostile(frame: String) {
    for text in HostileText.forTerminals where text != "a\rb" {
      let parts = frame.split(separator: "%", omittingEmptySubsequences: false)
      #expect(Formula.unicode(parts.joined(separator: text)) == nil, "\(text.debugDescription)")
    }
  }

  @Test("Depth and length end")
  func bounds() {
    func nested(_ depth: Int) -> String {
      String(repeating: "{", count: depth) + "a" + String(repeating: "}", count: depth)
    }
    #expect(Formula.unicode(nested(FormulaParser.deepest - 1)) == "a")
    #expect(Formula.unicode(nested(FormulaParser.deepest)) == nil)
    #expect(Formula.unicode(String(repeating: "\\hat", count: 1000)) == nil)
    #expect(Formula.unicode(String(repeating: "\\frac", count: 800)) == nil)
    #expect(Formula.unicode(String(repeating: "x^{", count: 1300)) == nil)
    let longest = String(repeating: "x", count: Formula.longest)
    #expect(Formula.unicode(longest) == longest)
    #expect(Formula.unicode(longest + "x") == nil)
  }

  @Test("Every sign of the tables is one column wide, every command can be read alone")
  func tables() {
    #expect(FormulaSymbols.table.count > 250)
    for (name, item) in FormulaSymbols.table {
      #expect(item.text.unicodeScalars.count == 1, "\(name)")
      #expect(Glyph.width(of: item.text) == 1, "\(name)")
      #expect(Formula.unicode("\\" + name) == item.text, "\(name)")
      let isOther =
        FormulaSymbols.words.contains(name) || FormulaSymbols.silent.contains(name)
        || FormulaSymbols.widths[name] != nil || FormulaAccent.marks[name] != nil
      #expect(!isOther, "\(name) is in two tables")
    }
    for name in FormulaSymbols.words { #expect(Formula.unicode("\\" + name) == name) }
    for (plain, negated) in FormulaSymbols.negated {
      #expect(Formula.unicode("a \\not\(plain) b") == "a \(negated) b" || plain.utf8.count > 1)
      #expect(Glyph.width(of: negated) == 1)
    }
  }
}
