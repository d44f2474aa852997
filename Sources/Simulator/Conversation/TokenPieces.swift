/// Cuts text the way a tokenizer would: words with their leading space, long words in parts,
/// signs, line breaks and ideographs alone.
enum TokenPieces {
  /// Longest run of letters in one piece.
  private static let longest = 7

  /// The pieces; joined they are the text again.
  static func cut(_ text: String) -> [String] {
    var pieces: [String] = []
    var current = ""
    for character in text {
      if joins(character, to: current) {
        current.append(character)
      } else {
        if !current.isEmpty { pieces.append(current) }
        current = String(character)
      }
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces
  }

  static func count(_ text: String) -> Int { cut(text).count }

  private static func joins(_ character: Character, to current: String) -> Bool {
    guard let last = current.last else { return false }
    if character == "\n" || last == "\n" { return character == last }
    if character == " " { return last == " " }
    guard isWordLike(character) else { return last == " " && current.count == 1 }
    return (last == " " || isWordLike(last)) && current.count <= longest
  }

  /// Letters and digits of alphabets; ideographs and kana are words of their own.
  private static func isWordLike(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    guard scalar.value < 0x2E80 else { return false }
    return character.isLetter || character.isNumber
  }
}
