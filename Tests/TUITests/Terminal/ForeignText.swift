/// Text that others wrote and that a terminal would obey, hide or turn around.
///
/// Each holds `31337` where a sequence has a parameter, so that a terminal command made of it can be
/// told from our own.
enum ForeignText {
  static let all = controls + sequences + halves + invisible + folded

  /// Every C0 control, DEL and every C1 control as a scalar (UTF-8 `C2 80` … `C2 9F`).
  private static let controls = (Array(0..<0x20) + Array(0x7F..<0xA0)).compactMap { value in
    Unicode.Scalar(UInt32(value)).map { "a\($0)31337b" }
  }

  private static let sequences = [
    // CSI: clear, move, modes, key reports, scroll region, what the terminal answers into stdin.
    "\u{1b}[31337J", "\u{1b}[31337;31337H", "\u{1b}[?31337h", "\u{1b}[?1049l\u{1b}[31337m",
    "\u{1b}[>31337u", "\u{1b}[31337;2r", "\u{1b}[31337n", "\u{1b}[31337;21t", "\u{9b}31337m",
    "\u{9b}31337;6n", "\u{1b}[31337;5p\u{1b}c",
    // OSC: title, hyperlink, notification, colours, clipboard, rxvt's and iTerm's own.
    "\u{1b}]0;31337\u{7}", "\u{1b}]2;31337\u{1b}\\", "\u{1b}]8;;http://31337.example\u{7}x",
    "\u{1b}]9;31337\u{7}", "\u{1b}]10;31337\u{7}", "\u{1b}]52;c;MzEzMzc=31337\u{7}",
    "\u{1b}]777;notify;31337;31337\u{7}", "\u{1b}]1337;File=31337\u{7}", "\u{9d}0;31337\u{9c}",
    // DCS, APC, PM, SOS and the terminal's own passthroughs.
    "\u{1b}P31337$q\u{1b}\\", "\u{1b}Ptmux;\u{1b}\u{1b}[31337m\u{1b}\\", "\u{90}31337\u{9c}",
    "\u{1b}_G31337;AAAA\u{1b}\\", "\u{1b}^31337\u{1b}\\", "\u{1b}X31337\u{1b}\\",
    "\u{9f}31337\u{9c}", "\u{9e}31337\u{9c}", "\u{98}31337\u{9c}",
    // Charsets, keypad, reset, the paste marks, a newline by another name.
    "\u{1b}(031337\u{e}", "\u{1b}=\u{1b}=31337\u{1b}>", "\u{1b}[200~\u{1b}c31337\u{1b}[201~",
    "a\u{85}31337",
    "31337\u{2028}x\u{2029}y", "31337\rover\u{8}\u{8}\u{8}",
  ]

  /// Those that a terminal would obey as they stand.
  static let commands = sequences.filter {
    $0.unicodeScalars.contains { "\u{1b}\u{9b}\u{9d}\u{90}".unicodeScalars.contains($0) }
  }

  private static let halves = [
    "31337\u{1b}", "31337\u{1b}[", "31337\u{1b}[3", "31337\u{1b}]0;", "31337\u{1b}P", "31337\u{9b}",
    "31337\u{1b}[38;2;1", "31337\u{1b}\u{1b}\u{1b}[",
  ]

  /// Turned around, hidden or smuggled: none of these scalars may arrive.
  static let hiddenScalars: [Unicode.Scalar] =
    (Array(0x202A...0x202E) + Array(0x2066...0x2069)
    + [0x200E, 0x200F, 0x61C, 0x200B, 0x2060, 0x2061, 0xFEFF, 0xAD, 0x180E, 0x3164, 0xFFF9, 0xFFFB]
    + [0xE0001, 0xE0041, 0xE0061, 0xE007F, 0x2028, 0x2029])
    .compactMap { Unicode.Scalar(UInt32($0)) }

  private static let invisible = hiddenScalars.map { "pay\($0)load31337" }

  /// The same inside what Markdown makes something of.
  private static let folded = [
    "`\u{1b}[31337m`", "```\u{1b}]0;31337\u{7}\ncode\u{1b}[31337J\n```",
    "[\u{1b}[31337m](http://\u{9b}31337m)", "<b onload=\u{1b}[31337m>&#27;[31337m&#x9b;31337m</b>",
    "# \u{1b}[31337H\n| \u{1b}[31337m | \u{202e}x |\n|---|---|\n| \u{9b}31337m | b |\n",
    "- \u{1b}]8;;x31337\u{7}\n> \u{1b}[31337m\n1. &#x202e;31337 &NewLine; &#7;",
  ]
}
