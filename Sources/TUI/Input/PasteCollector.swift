#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Gathers what stands between the paste marks `ESC [200~` and `ESC [201~`.
///
/// Every byte is looked at once, however the terminal cuts the paste: ten megabytes cost ten
/// megabytes. No byte of it can become a key, escape sequences included: not even after an end mark
/// that the pasted text itself carried, where a terminal lets that through. A paste that holds one
/// shows by a second end mark without a beginning, as far as it arrives with the same read.
struct PasteCollector {
  private static let startMark = Array("\u{1b}[200~".utf8)
  private static let endMark = Array("\u{1b}[201~".utf8)
  private var bytes: [UInt8] = []
  /// Bytes before this place hold no beginning of an end mark.
  private var searched = 0

  /// What has come so far.
  var text: String { Self.text(bytes[...]) }

  /// Takes bytes in. Once the end mark is complete, answers the whole text and how many of the
  /// bytes belonged to the paste; until then `nil`, and all of them did.
  mutating func take(_ chunk: ArraySlice<UInt8>) -> (text: String, count: Int)? {
    let before = bytes.count
    bytes.append(contentsOf: chunk)
    guard let mark = nextEndMark() else { return nil }
    let text = Self.text(bytes[..<mark])
    return (text, mark + Self.endMark.count - before)
  }

  private mutating func nextEndMark() -> Int? {
    bytes.withUnsafeBytes { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      while searched < buffer.count {
        guard let found = memchr(base + searched, 0x1b, buffer.count - searched) else {
          searched = buffer.count
          return nil
        }
        searched = UnsafeRawPointer(found) - base
        let there = buffer[searched...].prefix(Self.endMark.count)
        if there.elementsEqual(Self.endMark) {
          if !Self.endsAgain(buffer, after: searched) { return searched }
        } else if Self.endMark.starts(with: there) {
          // The rest of a possible mark is still to come.
          return nil
        }
        searched += 1
      }
      return nil
    }
  }

  /// Whether another end mark follows that no start mark opened: then the first was pasted text.
  private static func endsAgain(_ buffer: UnsafeRawBufferPointer, after mark: Int) -> Bool {
    var place = mark + endMark.count
    while place < buffer.count, let base = buffer.baseAddress,
      let found = memchr(base + place, 0x1b, buffer.count - place)
    {
      place = UnsafeRawPointer(found) - base
      let there = buffer[place...].prefix(endMark.count)
      if there.elementsEqual(endMark) { return true }
      if there.elementsEqual(startMark) { return false }
      place += 1
    }
    return false
  }

  /// Terminals send a line end as `\r` (xterm, VTE), some as `\r\n`; here it is `\n`.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let carriageReturn = UInt8(ascii: "\r")
    let newline = UInt8(ascii: "\n")
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == carriageReturn {
        clean.append(newline)
      } else if byte != newline || previous != carriageReturn {
        clean.append(byte)
      }
      previous = byte
    }
    return String(decoding: clean, as: UTF8.self)
  }
}
