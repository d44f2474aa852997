import Support
import TUI

extension FuzzTarget {
  static let keys = FuzzTarget("keys") { bytes in
    let whole = decode([bytes])
    // A pasted end mark is told from the paste's own by what arrives with it, so there cuts matter.
    if bytes.ranges(of: endMark).count < 2 {
      for pieces in Cuts.ways(bytes) {
        try requireEqual(decode(pieces).inputs, whole.inputs, "cut bytes differ")
      }
    }
    try isReadyAfter(whole.decoder)
    try typedArrives(bytes)
    try answerTypesNothing(bytes)
    try sameKeyInEveryForm(bytes)
    try openPasteEnds(bytes)
    try pasteArrives(bytes)
  }

  private static func decode(_ pieces: [[UInt8]]) -> (inputs: [TerminalInput], decoder: KeyDecoder)
  {
    var decoder = KeyDecoder()
    var inputs: [TerminalInput] = []
    for piece in pieces { inputs += decoder.decode(piece) }
    return (inputs, decoder)
  }

  /// Whatever came, silence ends it, and the next key is a key. Only a paste waits for its end.
  private static func isReadyAfter(_ decoder: KeyDecoder) throws {
    var decoder = decoder
    for _ in 0..<8 { _ = decoder.flush() }
    try require(decoder.wait == nil, "still waits after silence")
    let next = decoder.decode(Array("x".utf8))
    guard next.isEmpty else { return try requireEqual(next, [typed("x")], "the next key") }
    let end = decoder.decode(Array("\u{1b}[201~x".utf8))
    guard end.count == 2, case .paste(let text) = end[0] else {
      throw Finding(description: "the next key was swallowed: \(end)")
    }
    try require(text.hasSuffix("x"), "the paste lost its end")
    try requireEqual(end[1], typed("x"), "the key after the paste")
  }

  /// An answer that was asked for types nothing, wherever a slow line cuts it and pauses.
  private static func answerTypesNothing(_ bytes: [UInt8]) throws {
    let answers = [
      "\u{1b}[?2026;2$y", "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{7}", "\u{1b}[?62;52c", "\u{1b}[?5u",
      "\u{1b}]52;p;aGVsbG8=\u{1b}\\", "\u{1b}P1+r4d73=1b\u{1b}\\", "\u{1b}[<64;30;10M",
    ]
    guard let first = bytes.first, let last = bytes.last else { return }
    let answer = Array(answers[Int(first) % answers.count].utf8)
    let cut = 1 + Int(last) % (answer.count - 1)
    var decoder = KeyDecoder()
    decoder.expectAnswer()
    let pause = Duration.milliseconds(bytes.count % 2000)
    let inputs =
      decoder.decode(Array(answer[..<cut])) + decoder.decode(Array(answer[cut...]), after: pause)
      + decoder.flush()
    let keys = inputs.filter { if case .key = $0 { true } else { false } }
    try require(keys.isEmpty, "an answer cut at \(cut) after \(pause) typed \(keys)")
  }

  /// A letter with Ctrl or Alt means the same as a byte, in xterm's form and in kitty's.
  private static func sameKeyInEveryForm(_ bytes: [UInt8]) throws {
    guard let seed = bytes.first else { return }
    let letters = Array("abcdefghklnopqrstuvwxyz")
    let letter = letters[Int(seed) % letters.count]
    let code = Int(letter.asciiValue ?? 0)
    let control = [
      String(UnicodeScalar(UInt8(code - 96))), "\u{1b}[27;5;\(code)~", "\u{1b}[\(code);5u",
    ]
    let alt = ["\u{1b}\(letter)", "\u{1b}[27;3;\(code)~", "\u{1b}[\(code);3u"]
    // Ctrl+H is the byte of Backspace on some terminals, and no letter there.
    for forms in letter == "h" ? [alt] : [control, alt] {
      let meant = forms.map { decode([Array($0.utf8)]).inputs }
      try require(Set(meant.map { "\($0)" }).count == 1, "\(letter): \(meant)")
    }
  }

  /// A paste whose end mark is lost ends by silence with all that came, and the next key is a key.
  private static func openPasteEnds(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty, !bytes.contains(0x1B), !bytes.contains(13) else { return }
    var decoder = KeyDecoder()
    var inputs = decoder.decode(Array("\u{1b}[200~".utf8) + bytes)
    guard decoder.wait != nil else {
      return try require(inputs.count > 0, "nothing waits, nothing came")
    }
    inputs += decoder.flush()
    try requireEqual(
      inputs, [.paste(String(decoding: bytes, as: UTF8.self))], "what came of the paste")
    try requireEqual(decoder.decode(Array("x".utf8)), [typed("x")], "the key after it")
  }

  /// Printable text without ESC gives a key for each of its scalars.
  private static func typedArrives(_ bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
    else { return }
    let keys = text.unicodeScalars.map { typed(Character($0)) }
    try requireEqual(decode([bytes]).inputs, keys, "typed text")
  }

  private static let endMark = Array("\u{1b}[201~".utf8)

  // All of it as bytes: to a string `\r\n` is one character, and so is `~` with an accent.
  private static func pasteArrives(_ bytes: [UInt8]) throws {
    let marked = Array("\u{1b}[200~".utf8) + bytes + endMark + Array("y".utf8)
    let text = String(decoding: bytes, as: UTF8.self)
    guard !bytes.contains(endMark), bytes.last != 0x1B else { return }
    let unix = Array(text.utf8).replacing([13, 10], with: [10]).replacing([13], with: [10])
    guard case .paste(let pasted)? = decode([marked]).inputs.first else {
      throw Finding(description: "no paste: \(decode([marked]).inputs)")
    }
    try require(pasted.utf8.elementsEqual(unix), "pasted \(pasted.debugDescription)")
    try requireEqual(decode([marked]).inputs.last, typed("y"), "the key after the paste")
    for pieces in Cuts.ways(marked) {
      try requireEqual(decode(pieces).inputs, decode([marked]).inputs, "a cut paste")
    }
  }

  private static func typed(_ character: Character) -> TerminalInput {
    .key(KeyPress(.character(character)))
  }
}
