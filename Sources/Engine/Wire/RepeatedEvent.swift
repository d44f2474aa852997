#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An event that says nothing but the next words.
struct PlainWords: Equatable, Sendable {
  /// The member of the JSON text that holds the words.
  var key: String
  var text: String
  var areThinking: Bool
}

/// Knows an event of a stream again that differs from an earlier one only in its words.
///
/// Servers repeat everything else, id and model and index, for each word. Comparing bytes costs a tenth of reading
/// them as JSON, and an event that is equal up to its words means the same.
struct RepeatedEvent: Sendable {
  /// Of longer events nothing is learned.
  private static let longest = 4096
  /// Where so many events in a row were learned in vain, something changes each time, such as a clock.
  private static let patience = 16

  private var before: [UInt8] = []
  private var after: [UInt8] = []
  private var learned = PlainWords(key: "", text: "", areThinking: false)
  /// Events learned since the last that was known again.
  private var inVain = 0

  /// Takes in an event that has been read; nothing, where its words cannot be told from the rest.
  mutating func learn(_ event: ArraySlice<UInt8>, _ words: PlainWords) {
    guard inVain < Self.patience, event.count <= Self.longest, !words.text.isEmpty else { return }
    let key = Array("\"\(words.key)\"".utf8)
    guard let place = Self.only(key, in: event) else { return }
    var start = place.upperBound
    while start < event.endIndex, [0x20, UInt8(ascii: ":")].contains(event[start]) { start += 1 }
    let text = words.text.utf8
    guard event[start...].first == UInt8(ascii: "\""), event[(start + 1)...].starts(with: text),
      event[(start + 1 + text.count)...].first == UInt8(ascii: "\"")
    else { return }
    inVain += 1
    before = Array(event[...start])
    after = Array(event[(start + 1 + text.count)...])
    learned = words
  }

  /// The words of an event that is otherwise like the last one learned.
  mutating func words(of event: ArraySlice<UInt8>) -> PlainWords? {
    guard let text = text(in: event) else { return nil }
    inVain = 0
    learned.text = text
    return learned
  }

  private func text(in event: ArraySlice<UInt8>) -> String? {
    guard !before.isEmpty, event.count >= before.count + after.count else { return nil }
    return event.withUnsafeBytes { bytes in
      let end = bytes.count - after.count
      guard Self.isEqual(bytes[..<before.count], before), Self.isEqual(bytes[end...], after)
      else { return nil }
      let words = bytes[before.count..<end]
      // What is escaped has to be read.
      guard words.allSatisfy({ $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
      else { return nil }
      return String(decoding: words, as: UTF8.self)
    }
  }

  private static func isEqual(_ bytes: Slice<UnsafeRawBufferPointer>, _ other: [UInt8]) -> Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    guard let base = bytes.baseAddress else { return other.isEmpty }
    return other.withUnsafeBytes {
      $0.baseAddress.map { memcmp(base, $0, bytes.count) == 0 } ?? true
    }
  }

  /// The one place where a word stands; `nil` when there is none, or several.
  private static func only(_ word: [UInt8], in event: ArraySlice<UInt8>) -> Range<Int>? {
    var found: Range<Int>?
    for index in event.indices where event[index] == word[0] && event[index...].starts(with: word) {
      guard found == nil else { return nil }
      found = index..<index + word.count
    }
    return found
  }
}
