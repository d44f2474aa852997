/// Texts that a server, a file or a name may hold to do harm, for every surface that shows or hands them on.
package enum HostileText {
  /// What a shell would run or expand.
  package static let forShells = [
    "$(touch \(mark))", "`touch \(mark)`", "a;touch \(mark)", "a|touch \(mark)", "a&&touch \(mark)",
    "a\ntouch \(mark)", "'$(touch \(mark))'", "\"$(touch \(mark))\"", "${IFS}", "*", "~root",
    "{a,b}",
    "-rf", "--profile", "a b", "!!", "$((1))", "<(touch \(mark))", "a>\(mark)",
    "\\$(touch \(mark))",
    "%{touch%}", "(e:touch:)", "a'b", "a\"b",
  ]
  /// The file that none of them may make.
  package static let mark = "hostile-mark"

  /// What a browser would take for a tag, an attribute's end or an address of its own.
  package static let forPages = [
    "<script>alert(1)</script>", "\u{600}<meta http-equiv=refresh content=0>", "<\u{301}img src=x>",
    "\"\u{301} onload=alert(1) x=\"", "'\u{301} onload=alert(1) x='", "&lt;b&gt;", "<!--", "]]>",
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "![a](https://tracker.example/x)",
    "<a href=https://x.example>", "</pre></body><iframe>",
  ]

  /// What a terminal would obey, and what turns or hides what is read.
  package static let forTerminals = [
    "\u{1b}]0;title\u{7}", "\u{1b}[2J\u{1b}[H", "\u{1b}]52;c;cm0=\u{7}", "\u{9b}31m",
    "\u{90}q\u{9c}", "a\rb", "a\u{8}b",
    "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "a\u{200B}b", "a\u{E0041}b", "\u{1b}P+q\u{1b}\\",
    "\u{0}", "\u{7f}", "\u{FEFF}x",
    "\u{1b}]8;;https://x.example\u{7}here\u{1b}]8;;\u{7}",
  ]

  /// Ids that lead out of a folder or mean something else in another case.
  package static let forIDs = [
    "", "/tmp/x", "../x", "..", "AAAAAAAA", "abcdefg", "abcdefgh9", "a/b/c/d/", "\u{1b}]0;x\u{7}",
    "abcd123\n", "illegalo", "é1234567", "abcd123\u{301}",
  ]
}
