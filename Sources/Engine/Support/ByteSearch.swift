extension [UInt8] {
  /// Where a word of at least one byte stands first, at a place or behind it.
  package func place(of word: [UInt8], from start: Int = 0) -> Int? {
    guard let first = word.first, start <= count, word.count <= count - start else { return nil }
    for place in start...(count - word.count)
    where self[place] == first && self[place...].starts(with: word) {
      return place
    }
    return nil
  }
}
