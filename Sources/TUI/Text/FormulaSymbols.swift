/// The commands that are a sign, a word or a blank. To add one, add it to its list.
enum FormulaSymbols {
  static let table: [String: FormulaItem] = {
    var table: [String: FormulaItem] = [:]
    let lists: [(FormulaItem.Kind, String)] = [
      (.letter, letters), (.letter, symbols), (.binary, operators), (.relation, relations),
      (.relation, arrows), (.big, big), (.open, openings), (.close, closings), (.bar, bars),
      (.dots, dots),
    ]
    for (kind, list) in lists {
      let words = list.split(separator: " ")
      for index in stride(from: 0, to: words.count - 1, by: 2) {
        table[String(words[index])] = FormulaItem(kind, String(words[index + 1]), .command)
      }
    }
    table["backslash"] = FormulaItem(.sign, "\\")
    for name in ["ldots", "dots", "dotsc", "dotso"] { table[name] = FormulaItem(.dots, "…") }
    table["colon"] = FormulaItem(.punctuation, ":", .command)
    table["lbrace"] = FormulaItem(.open, "{")
    table["rbrace"] = FormulaItem(.close, "}")
    table["lbrack"] = FormulaItem(.open, "[")
    table["rbrack"] = FormulaItem(.close, "]")
    return table
  }()

  private static let letters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι \
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ \
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω \
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ \
    Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω \
    imath ı jmath ȷ hbar ħ hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ
    """
  private static let symbols = """
    infty ∞ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ \
    top ⊤ bot ⊥ intercal ⊺ prime ′ degree ° angle ∠ measuredangle ∡ triangle △ square □ Box □ \
    blacksquare ■ Diamond ◇ complement ∁ checkmark ✓ pounds £ S § P ¶ copyright ©
    """
  private static let operators = """
    pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • cap ∩ cup ∪ uplus ⊎ sqcap ⊓ \
    sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ oplus ⊕ ominus ⊖ \
    otimes ⊗ oslash ⊘ odot ⊙ dagger † ddagger ‡ amalg ⨿ diamond ⋄ ltimes ⋉ rtimes ⋊ boxplus ⊞ \
    boxtimes ⊠
    """
  private static let relations = """
    le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ lt < gt > ne ≠ neq ≠ equiv ≡ approx ≈ \
    approxeq ≊ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ lll ⋘ ggg ⋙ lesssim ≲ gtrsim ≳ in ∈ \
    notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ \
    nsupseteq ⊉ sqsubseteq ⊑ sqsupseteq ⊒ mid | nmid ∤ parallel ∥ nparallel ∦ perp ⊥ vdash ⊢ \
    nvdash ⊬ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ prec ≺ succ ≻ preceq ⪯ succeq ⪰ asymp ≍ doteq ≐ \
    triangleq ≜ coloneqq ≔ bowtie ⋈ triangleleft ⊲ triangleright ⊳ trianglelefteq ⊴ therefore ∴ \
    because ∵ nless ≮ ngtr ≯ nleq ≰ ngeq ≱
    """
  private static let arrows = """
    to → rightarrow → longrightarrow ⟶ gets ← leftarrow ← longleftarrow ⟵ leftrightarrow ↔ \
    longleftrightarrow ⟷ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ Leftarrow ⇐ Longleftarrow ⟸ \
    impliedby ⟸ Leftrightarrow ⇔ Longleftrightarrow ⟺ iff ⟺ mapsto ↦ longmapsto ⟼ uparrow ↑ \
    downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ \
    hookrightarrow ↪ hookleftarrow ↩ twoheadrightarrow ↠ rightharpoonup ⇀ rightharpoondown ⇁ \
    rightleftharpoons ⇌ leftrightharpoons ⇋ leadsto ⇝ rightsquigarrow ⇝ nrightarrow ↛ \
    nleftarrow ↚ nRightarrow ⇏ rightrightarrows ⇉
    """
  private static let big = """
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ \
    bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄
    """
  private static let openings = "langle ⟨ lceil ⌈ lfloor ⌊ lvert | lVert ‖ llbracket ⟦ ulcorner ⌜"
  private static let closings = "rangle ⟩ rceil ⌉ rfloor ⌋ rvert | rVert ‖ rrbracket ⟧ urcorner ⌝"
  private static let bars = "vert | Vert ‖"
  private static let dots = "vdots ⋮ ddots ⋱ cdots ⋯ dotsb ⋯ dotsm ⋯"

  static let words: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
    "coth", "exp", "log", "ln", "lg", "arg", "det", "dim", "deg", "gcd", "hom", "ker", "lim",
    "liminf", "limsup", "max", "min", "sup", "inf", "Pr", "argmax", "argmin",
  ]
  /// Words that reach over products to their right, and take a limit.
  static let limits: Set<String> = [
    "lim", "liminf", "limsup", "max", "min", "sup", "inf", "argmax", "argmin",
  ]
  /// Blanks, in columns.
  static let widths: [String: Int] = [
    "quad": 2, "qquad": 4, "enspace": 1, "thinspace": 1, "medspace": 1, "space": 1, "enskip": 1,
  ]
  /// Letters as the terminal has them.
  static let upright: Set<String> = ["mathrm", "mathit", "mathsf", "mathtt", "mathnormal"]
  static let texts: Set<String> = [
    "text", "textrm", "textit", "textsf", "texttt", "textbf", "mbox", "emph",
  ]
  /// Sizes of the bracket behind them, which has one size here.
  static let sizes: Set<String> = [
    "big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr",
    "Biggr", "bigm", "Bigm", "biggm",
  ]
  /// What one line has no use for.
  static let silent: Set<String> = [
    "middle", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag",
    "negthinspace",
  ]
  /// What `\not` makes of a relation.
  static let negated: [String: String] = [
    "=": "≠", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅",
    "⊆": "⊈", "⊇": "⊉", "≡": "≢", "∼": "≁", "≈": "≉", "≅": "≇", "≃": "≄", "|": "∤", "∥": "∦",
    "∃": "∄", "⊢": "⊬", "⊨": "⊭",
  ]

  static func isRoot(_ scalar: Unicode.Scalar) -> Bool { "√∛∜".unicodeScalars.contains(scalar) }
}
