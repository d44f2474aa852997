/// Reads how far `lms get` and `lms load` are out of what they paint on a terminal or a pipe.
///
/// Seen in `lms` of August 2026: `⠋ Loading KEY 42%`, repainted behind a carriage return, and
/// `⠋ [████   ] 29.31% |   3.55 GB /  12.10 GB |  45.00 MB/s | ETA 03:10`, repainted behind the
/// escapes that save and restore the cursor. Bytes may be cut anywhere; what is told is the same.
/// A line is told when its repainting begins, which at a spinner's pace is 80 ms late at most.
package struct LMSProgress: Sendable {
  package enum Step: Equatable, Sendable {
    case download(WarmUp.Download)
    /// 0…1.
    case load(Double)
  }

  static let keptWords = 16

  /// The last lines that were no progress: when the tool fails, the reason is among them.
  package private(set) var words: [String] = []

  private var lines = TerminalLines()
  private var last: Step?

  package init() {}

  /// Takes bytes and answers with the steps they complete, each only when it differs from the last.
  package mutating func read(_ bytes: some Sequence<UInt8>) -> [Step] {
    bytes.compactMap { byte in lines.take(byte).flatMap { step(in: $0) } }
  }

  /// Takes the end of the output.
  package mutating func end() -> [Step] {
    lines.end().flatMap { step(in: $0) }.map { [$0] } ?? []
  }

  private mutating func step(in line: String) -> Step? {
    let text = line.drop { $0.isWhitespace || $0.isSpinner }
    guard !text.isEmpty else { return nil }
    guard let step = Self.progress(text) else {
      keep(String(text))
      return nil
    }
    guard step != last else { return nil }
    last = step
    return step
  }

  private mutating func keep(_ line: String) {
    guard line != words.last else { return }
    words = (words + [line]).suffix(Self.keptWords)
  }
}

extension LMSProgress {
  private static func progress(_ text: Substring) -> Step? {
    let columns = text.split(separator: "|")
    guard let first = columns.first, let progress = percentage(first) else { return nil }
    guard columns.count > 1 else {
      // Older builds drew a bar here, too.
      return text.hasPrefix("Loading ") || text.hasPrefix("[") ? .load(progress) : nil
    }
    var download = WarmUp.Download(progress: progress)
    for column in columns.dropFirst() {
      let words = column.split(whereSeparator: \.isWhitespace)
      if words.count == 2, words[0] == "ETA" {
        download.secondsLeft = seconds(words[1])
      } else if words.count == 2, words[1].hasSuffix("/s") {
        download.bytesPerSecond = bytes(words[0], words[1].dropLast(2))
      }
    }
    return .download(download)
  }

  /// 0…1, of the last word.
  private static func percentage(_ text: Substring) -> Double? {
    guard let word = text.split(whereSeparator: \.isWhitespace).last, word.last == "%",
      let percent = number(word.dropLast())
    else { return nil }
    return min(1, percent / 100)
  }

  /// `45.00 MB`: thousands of thousands, as `lms` counts.
  private static func bytes(_ amount: Substring, _ unit: Substring) -> Double? {
    let sizes: [Substring: Double] = [
      "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
      "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824,
    ]
    guard let number = number(amount), let size = sizes[unit] else { return nil }
    return number * size
  }

  /// `03:10` or `1:02:03`; `nil` for `--:--`.
  private static func seconds(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(number)
    guard (2...3).contains(parts.count), numbers.count == parts.count else { return nil }
    return numbers.reduce(0) { $0 * 60 + $1 }
  }

  private static func number(_ text: Substring) -> Double? {
    guard text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    return Double(text)
  }
}

extension Character {
  /// Braille, which spinners turn.
  fileprivate var isSpinner: Bool {
    unicodeScalars.allSatisfy { (0x2800...0x28FF).contains($0.value) }
  }
}
