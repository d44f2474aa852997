/// Finds the word that was probably meant.
package enum NearestMatch {
  /// The nearest of the known words, if it is near enough to be a slip.
  package static func of(_ word: String, among known: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    return known.map { (word: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two words (Damerau and
  /// Levenshtein, optimal string alignment).
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
        var least = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
