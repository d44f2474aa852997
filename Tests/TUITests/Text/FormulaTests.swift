import Testing

@testable import TUI

@Suite("Formulas in one line of Unicode")
struct FormulaTests {
  @Test(
    "Formulas that models write",
    arguments: [
      (#"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"#, "x = (-b ± √(b² - 4ac))/(2a)"),
      (#"e^{i\pi} + 1 = 0"#, "e^(iπ) + 1 = 0"),
      (#"\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}"#, "∫₋∞^∞ e^(-x²) dx = √π"),
      (#"P(A|B) = \frac{P(B|A)\,P(A)}{P(B)}"#, "P(A|B) = P(B|A)P(A)/P(B)"),
      (
        #"P(A \mid B) = \frac{P(B \mid A) \cdot P(A)}{P(B)}"#,
        "P(A | B) = (P(B | A) · P(A))/P(B)"
      ),
      (
        #"f(x) = \frac{1}{\sigma\sqrt{2\pi}} e^{-\frac{1}{2}\left(\frac{x-\mu}{\sigma}\right)^2}"#,
        "f(x) = (1/(σ√(2π))) e^(-(1/2)((x-μ)/σ)²)"
      ),
      (
        #"f(x) = \sum_{n=0}^{\infty} \frac{f^{(n)}(a)}{n!}(x-a)^n"#,
        "f(x) = ∑ₙ₌₀^∞ (f⁽ⁿ⁾(a)/n!)(x-a)ⁿ"
      ),
      (#"\lim_{x \to 0} \frac{\sin x}{x} = 1"#, "lim_(x→0) (sin x)/x = 1"),
      (#"\cos^2\theta + \sin^2\theta = 1"#, "cos² θ + sin² θ = 1"),
      (#"P(X=k) = \binom{n}{k} p^k (1-p)^{n-k}"#, "P(X=k) = (n choose k) pᵏ (1-p)ⁿ⁻ᵏ"),
      (#"\sum_{i=1}^n i = \frac{n(n+1)}{2}"#, "∑ᵢ₌₁ⁿ i = n(n+1)/2"),
      (#"A = P\left(1 + \frac{r}{n}\right)^{nt}"#, "A = P(1 + r/n)ⁿᵗ"),
      (#"V = \frac{4}{3}\pi r^3"#, "V = (4/3)πr³"),
      (#"a \equiv b \pmod{n}"#, "a ≡ b (mod n)"),
      (#"\forall \epsilon > 0, \exists \delta > 0"#, "∀ϵ > 0, ∃δ > 0"),
      (#"\neg (p \land q) \iff \neg p \lor \neg q"#, "¬(p ∧ q) ⟺ ¬p ∨ ¬q"),
      (#"T(n) = aT\left(\frac{n}{b}\right) + O(n \log n)"#, "T(n) = aT(n/b) + O(n log n)"),
    ])
  func mathematics(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "Physics",
    arguments: [
      (#"\nabla \cdot \mathbf{E} = \frac{\rho}{\varepsilon_0}"#, "∇ · 𝐄 = ρ/ε₀"),
      (
        #"\nabla \times \mathbf{B} = \mu_0 \mathbf{J} + \mu_0 \varepsilon_0 \frac{\partial \mathbf{E}}{\partial t}"#,
        "∇ × 𝐁 = μ₀ 𝐉 + μ₀ ε₀ (∂𝐄/∂t)"
      ),
      (
        #"\oint_{\partial S} \mathbf{E} \cdot d\mathbf{l} = -\frac{d\Phi_B}{dt}"#,
        "∮_∂S 𝐄 · d𝐥 = -dΦ_B/dt"
      ),
      (#"E = mc^2"#, "E = mc²"),
      (#"F = G \frac{m_1 m_2}{r^2}"#, "F = G (m₁m₂/r²)"),
      (#"i\hbar\frac{\partial}{\partial t}\Psi = \hat{H}\Psi"#, "iħ(∂/∂t)Ψ = ĤΨ"),
      (#"\langle \psi | \hat{H} | \psi \rangle"#, "⟨ψ | Ĥ | ψ⟩"),
      (#"\Delta x \Delta p \geq \frac{\hbar}{2}"#, "Δx Δp ≥ ħ/2"),
      (#"\gamma = \frac{1}{\sqrt{1 - v^2/c^2}}"#, "γ = 1/√(1 - v²/c²)"),
      (#"\frac{d^2 y}{dx^2} + 2\frac{dy}{dx} = 0"#, "d²y/dx² + 2(dy/dx) = 0"),
      (#"\left. \frac{df}{dx} \right|_{x=0}"#, "(df/dx)|ₓ₌₀"),
      (#"5\,\text{kg} \cdot 9.8\,\mathrm{m/s^2}"#, "5 kg · 9.8 m/s²"),
      (#"90^\circ + \text{SO}_4^{2-} + {}^{14}C"#, "90° + SO₄²⁻ + ¹⁴C"),
    ])
  func physics(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "Machine learning",
    arguments: [
      (
        #"\text{softmax}(z_i) = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}"#,
        "softmax(zᵢ) = e^(zᵢ)/(∑ⱼ₌₁ᴷ e^(zⱼ))"
      ),
      (
        #"\text{Attention}(Q, K, V) = \text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)V"#,
        "Attention(Q, K, V) = softmax(QKᵀ/√dₖ)V"
      ),
      (#"H(p, q) = -\sum_{i=1}^{C} p_i \log q_i"#, "H(p, q) = -∑ᵢ₌₁^C pᵢ log qᵢ"),
      (
        #"\mathcal{L} = -\frac{1}{N} \sum_{i=1}^{N} \left[ y_i \log(\hat{y}_i) \right]"#,
        "ℒ = -(1/N) ∑ᵢ₌₁ᴺ [yᵢ log(ŷᵢ)]"
      ),
      (#"\theta_{t+1} = \theta_t - \eta \nabla_\theta J(\theta)"#, "θₜ₊₁ = θₜ - η∇_θ J(θ)"),
      (#"\sigma(x) = \frac{1}{1 + e^{-x}}"#, "σ(x) = 1/(1 + e⁻ˣ)"),
      (#"\mathbb{E}_{x \sim p}[f(x)]"#, "𝔼_(x∼p)[f(x)]"),
      (#"D_{KL}(P \| Q)"#, "D_KL(P ‖ Q)"),
      (#"\underset{\theta}{\arg\max} \; p(x|\theta)"#, "arg max_θ p(x|θ)"),
      (
        #"\frac{\alpha \hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"#,
        "αm̂ₜ/(√v̂ₜ + ϵ)"
      ),
      (
        #"PE_{(pos, 2i)} = \sin\left(\frac{pos}{10000^{2i/d_{model}}}\right)"#,
        "PE_(pos,2i) = sin(pos/10000^(2i/d_model))"
      ),
      (#"W_Q^T x_{max} + x_{\text{max}}^2"#, "W_Q^T x_max + x_max^2"),
      (#"a\le b\in\mathbb{R}^{n \times m}"#, "a ≤ b ∈ ℝ^(n×m)"),
      (
        #"\hat{\boldsymbol{\beta}} = (\mathbf{X}^\top\mathbf{X})^{-1}\mathbf{X}^T y"#,
        "𝛃̂ = (𝐗ᵀ𝐗)⁻¹𝐗ᵀ y"
      ),
    ])
  func learning(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "Fractions have brackets where they would read otherwise, and only there",
    arguments: [
      (#"\frac{1}{2}"#, "1/2"), (#"\frac12"#, "1/2"), (#"\frac\pi2"#, "π/2"),
      (#"\frac{1}{2}mv^2"#, "(1/2)mv²"), (#"\frac12\frac13"#, "(1/2)(1/3)"),
      (#"2\frac{1}{3}"#, "2 1/3"), (#"x\frac{1}{3}"#, "x(1/3)"), (#"\frac{a}{b}^2"#, "(a/b)²"),
      (#"\frac{a+b}{c+d}"#, "(a+b)/(c+d)"), (#"\frac{ab}{cd}"#, "ab/(cd)"),
      (#"\frac{-1}{2} - \frac{-1}{2}"#, "-1/2 - (-1/2)"), (#"\frac{1}{-2}"#, "1/(-2)"),
      (#"\frac{\frac{a}{b}}{c}"#, "(a/b)/c"), (#"\frac{a}{\frac{b}{c}}"#, "a/(b/c)"),
      (#"\frac{a}{b}/c = c/\frac{a}{b}"#, "(a/b)/c = c/(a/b)"),
      (#"\frac{n!}{k!(n-k)!}"#, "n!/(k!(n-k)!)"), (#"\frac{n!}{(n-k)!}"#, "n!/(n-k)!"),
      (#"\frac{1}{x(x+1)} + \frac{1}{f(x)}"#, "1/(x(x+1)) + 1/f(x)"),
      (#"\frac{x}{|x|}"#, "x/|x|"), (#"\frac{|a+b|}{2}"#, "|a+b|/2"),
      (#"\frac{\sin x}{2} + \sin\frac{x}{2}"#, "(sin x)/2 + sin(x/2)"),
      (#"\frac{\log(x)}{2}"#, "log(x)/2"), (#"\ln\left(\frac{a}{b}\right)"#, "ln(a/b)"),
      (#"\frac{\text{total cost}}{\text{time}}"#, "(total cost)/time"),
      (#"\frac{1}{4 \pi \varepsilon_0}"#, "1/(4πε₀)"), (#"\frac{10\,000}{3}"#, "(10 000)/3"),
      (#"\frac{\partial^2 f}{\partial x \partial y}"#, "∂²f/(∂x∂y)"),
      (#"\int \frac{dx}{x} + \int_0^1 \frac{1}{x} dx"#, "∫ dx/x + ∫₀¹ (1/x) dx"),
      (#"\frac{a}{b} \text{ if } c"#, "a/b if c"),
    ])
  func fractions(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "Roots end where they end",
    arguments: [
      (#"\sqrt{x}"#, "√x"), (#"\sqrt2"#, "√2"), (#"\sqrt{12}"#, "√12"), (#"\sqrt{x+1}"#, "√(x+1)"),
      (#"\sqrt{(x+1)}"#, "√(x+1)"), (#"\sqrt{(a+b)c}"#, "√((a+b)c)"), (#"\sqrt{x^2}"#, "√(x²)"),
      (#"\sqrt{x}^2"#, "(√x)²"), (#"\sqrt{2}x"#, "√(2)x"), (#"\frac{\sqrt{3}}{2}"#, "√3/2"),
      (#"\sqrt{|x|}"#, "√|x|"), (#"\sqrt{(a+b)^2}"#, "√((a+b)²)"), (#"\sqrt{2\pi}"#, "√(2π)"),
      (#"\sqrt[3]{x}"#, "∛x"), (#"\sqrt[4]{x+1}"#, "∜(x+1)"), (#"2\sqrt[n]{x}"#, "2 ⁿ√x"),
      (#"\sqrt[n+1]{2}x"#, "ⁿ⁺¹√(2)x"), (#"\sqrt{\frac{a}{b}}"#, "√(a/b)"),
    ])
  func roots(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "Scripts are small where all of their letters are, else they keep their sign",
    arguments: [
      (#"x^2 + x_i^2 + a_{ijk} + x_{k+1}"#, "x² + xᵢ² + aᵢⱼₖ + xₖ₊₁"),
      (#"x^{10} + x^10 + 10^{-3}"#, "x¹⁰ + x¹0 + 10⁻³"), (#"x_b + x_\beta"#, "x_b + x_β"),
      (#"x_{max} + x_{\max} + x_\text{min}"#, "x_max + x_max + x_min"),
      (#"x_{i,j} + x_{n_k} + V_{CC}"#, "x_(i,j) + x_(nₖ) + V_CC"),
      (#"x^{1/2} + 2^{2^n} + x^{\alpha\beta}"#, "x^(1/2) + 2^(2ⁿ) + x^(αβ)"),
      (#"e^\pi x + e^{\pi}(x) + f_\theta(x) + k_BT"#, "e^π x + e^π (x) + f_θ(x) + k_B T"),
      (#"A_B^T + A_i^T + A_i^Q"#, "A_B^T + Aᵢᵀ + Aᵢ^Q"), (#"{x^2}^3 + {x_i}_j"#, "(x²)³ + (xᵢ)ⱼ"),
      (#"f'(x) + f''(x) + f'_n + f'^2 + x'_{max}"#, "f′(x) + f″(x) + fₙ′ + f′² + x′_max"),
      (#"x^{\prime} + A^\dagger + A^\top + V^\perp"#, "x′ + A† + Aᵀ + V^⊥"),
      (#"(a+b)^2 + |x|^2 + \|x\|_2"#, "(a+b)² + |x|² + ‖x‖₂"), (#"x ^ 2 _ i"#, "xᵢ²"),
      (#"\log_2 8 + \log_b x + \sin^{-1} x"#, "log₂ 8 + log_b x + sin⁻¹ x"),
    ])
  func scripts(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "Limits are small or a name",
    arguments: [
      (#"\sum_{i=1}^{n}x_i"#, "∑ᵢ₌₁ⁿ xᵢ"), (#"\sum\limits_{i=1}^{n-1} x"#, "∑ᵢ₌₁ⁿ⁻¹ x"),
      (#"\sum_{i,j} a_{ij}"#, "∑ᵢ,ⱼ aᵢⱼ"), (#"\sum_{n=-\infty}^\infty c_n"#, "∑ₙ₌₋∞^∞ cₙ"),
      (#"\int_0^{2\pi} f + \int_{-\pi}^\pi f"#, "∫₀^2π f + ∫_-π^π f"),
      (#"\int_\Omega f\,dx + \int_A^B f"#, "∫_Ω f dx + ∫_A^B f"), (#"\prod_p p"#, "∏ₚ p"),
      (#"\underbrace{a+b}_c + \overbrace{x}^{P_1}"#, "(a+b)⏟_c + x⏞^(P₁)"),
      (#"\sum_{x \in X} p(x)"#, "∑_(x∈X) p(x)"), (#"\sum_{b=1}^B b"#, "∑_(b=1)^B b"),
      (#"\int_0^{\pi/2} x"#, "∫₀^(π/2) x"), (#"\prod_{p|n} p"#, "∏_(p|n) p"),
      (#"\max_{x} f + \min_{x \in S} f"#, "maxₓ f + min_(x∈S) f"),
    ])
  func limits(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "Letters, accents, words, blanks",
    arguments: [
      (#"\mathbb{R} \mathbb{1} \mathcal{N} \mathfrak{g} \mathrm{T}"#, "ℝ 𝟙 𝒩 𝔤 T"),
      (#"\mathbf{W}_{ij} \boldsymbol\theta \mathbf{\Sigma} \mathbf{1}"#, "𝐖ᵢⱼ 𝛉𝚺 𝟏"),
      (#"\hat x \bar{x} \vec{a} \tilde{\theta} \dot{q} \ddot{q}"#, "x̂ x̄ a⃗ θ̃ q̇ q̈"),
      (#"\hat{y_i} + \hat{y}_i + \overline{z}"#, "ŷᵢ + ŷᵢ + z̄"),
      (
        #"2\sin x\cos y + \operatorname{Var}(X) + \operatorname{rank}A"#,
        "2 sin x cos y + Var(X) + rank A"
      ),
      (#"\mathrm{d}x + n\text{th} + \text{if }x + \mathrm{Var}X"#, "dx + nth + if x + Var X"),
      (#"a\,b\;c\!d\quad e~f"#, "a b cd  e f"), (#"2 \pi r + \pi r^2"#, "2πr + πr²"),
      (#"\$5 + 10\% \{a\_b\}"#, "$5 + 10% {a_b}"), (#"x\not=y \not\in z"#, "x ≠ y ∉ z"),
      (#"= \pm 1 (\pm 1) a \pm 1"#, "= ±1 (±1) a ± 1"),
      (#"\big( \lfloor x \rfloor \big)"#, "(⌊x⌋)"),
      (#"\left( x \right) \left\{ a \right\} \left\langle b \right\rangle"#, "(x) {a} ⟨b⟩"),
      (#"x_1, \ldots, x_n, 1 + \cdots + n"#, "x₁, …, xₙ, 1 + ⋯ + n"),
      (#"\boxed{x = 42}"#, "x = 42"),
      ("a\n  = b\t+ c", "a = b + c"), (#"\text{面积} = \pi r^2"#, "面积 = πr²"),
    ])
  func letters(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "An environment of one row is a line",
    arguments: [
      (#"\begin{pmatrix} 1 & 2 & 3 \end{pmatrix}"#, "(1  2  3)"),
      (#"\begin{aligned} a &= b + c \\ \end{aligned}"#, "a = b + c"),
      (#"\begin{array}{cc} a & b \end{array}"#, "a  b"),
      (#"\begin{equation} x = 1 \tag{2} \end{equation}"#, "x = 1  (2)"), (#"a = b \\"#, "a = b"),
    ])
  func rows(source: String, expected: String) {
    #expect(Formula.unicode(source) == expected)
  }

  @Test(
    "What cannot be shown faithfully is not shown",
    arguments: [
      #"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#, #"\begin{cases} 1 \\ 0 \end{cases}"#,
      #"\begin{aligned} a &= b \\ c &= d \end{aligned}"#, #"a \\ b"#, "a & b", #"{a & b}"#,
      #"\begin{tikzpicture} a \end{tikzpicture}"#, #"\begin{matrix} a \end{pmatrix}"#,
      #"\unknown"#, #"\color{red} x"#, #"\overset{a}{=}"#, #"\cancel{x}"#,
      #"\overline{AB}"#, #"\bar{x^2}"#, #"\hat{\bar x}"#, #"\vec{AB}"#, #"\hat{漢}"#, #"\hat{}"#,
      #"\mathcal{1}"#, #"\mathbb{\alpha}"#, #"\not x"#, #"\sqrt[\alpha]{x}"#,
      "x^", "x_", "x^2^3", "x_1_2", "f''''", "_", "^2'", "=^2", #"\frac{a}"#, #"\frac{}{b}"#,
      #"\sqrt{}"#, #"\left( x"#, #"x \right)"#, #"{\left( x} \right)"#, #"\left\alpha x \right)"#,
      #"\text{a $x$}"#, #"\text{\alpha}"#, #"\text{a"#, "$", "\\", #"\( x \)"#, "", " ", #"\,"#,
    ])
  func refused(source: String) {
    #expect(Formula.unicode(source) == nil)
  }

  @Test(
    "Braces that do not meet are no formula", arguments: ["{", "}", "{a", "a}", "x^{2", "{{a}"])
  func unbalanced(source: String) {
    #expect(Formula.unicode(source) == nil)
  }
}
