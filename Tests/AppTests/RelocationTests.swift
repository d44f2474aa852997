#if os(Linux)
  import CProgram
  import Testing

  @Suite("The tables of relocations")
  struct RelocationTests {
    /// `make bench` shows what it brings: 1.7 of 24 MB.
    @Test("They are found and let go of, as often as one asks")
    func forgotten() {
      let first = codex_tui_forget_relocations()
      #expect(first > 100_000)
      #expect(codex_tui_forget_relocations() == first)
    }
  }
#endif
