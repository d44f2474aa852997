import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a terminal answers when it is asked, and where its cursor stands after a character.
struct TerminalAnswers: Equatable, Sendable {
  var hasSynchronizedOutput = false
  var hasKittyKeyboard = false
  /// Says in its attributes or its capabilities that programs may set the clipboard.
  var offersClipboard = false
  var appearance: Theme.Appearance?
  /// What it calls itself; empty where it does not say.
  var name = ""
  var hasSixel = false
  /// It says how large a cell is.
  var hasCell = false
  /// Columns the cursor moved, in the order of `TerminalQuestions.graphemes`.
  var widths: [Int] = []
  /// It answered at all.
  var isHeard = false

  /// Reads everything the terminal sent.
  init(_ bytes: some Sequence<UInt8>) {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    for answer in text.split(separator: "\u{1B}").map(String.init) {
      if answer.hasPrefix("[") { readControl(answer.dropFirst()) }
      if answer.hasPrefix("P1+r4D73") { offersClipboard = true }
      if answer.hasPrefix("P>|") { name = String(answer.dropFirst(3).prefix { $0 != "\u{7}" }) }
      if answer.hasPrefix("]") { appearance = TerminalReport(String(Self.body(answer))).appearance }
    }
  }

  private mutating func readControl(_ answer: Substring) {
    if answer.hasSuffix("R") {
      let numbers = answer.dropLast().split(separator: ";").compactMap { Int($0) }
      if numbers.count == 2 { widths.append(numbers[1] - 1) }
      return
    }
    switch TerminalReport(String(answer)) {
    case .mode(2026, let isKnown): hasSynchronizedOutput = isKnown
    case .kittyKeyboard: hasKittyKeyboard = true
    case .attributes(let hasSixel):
      isHeard = true
      self.hasSixel = hasSixel
      // 52 among the attributes means OSC 52 (xterm 392, foot, contour).
      let numbers = answer.dropFirst().dropLast().split(separator: ";")
      if numbers.dropFirst().contains("52") { offersClipboard = true }
    case .cell: hasCell = true
    case .mode, .background, .marked, .name, .other, .scheme: break
    }
  }

  /// Without `]` and the string's end.
  private static func body(_ answer: String) -> Substring {
    answer.dropFirst().prefix { $0 != "\u{7}" && $0 != "\\" }
  }
}

/// Asks the terminal itself, on a line that is cleared again.
enum TerminalQuestions {
  /// What terminals disagree on most; the names say what each is.
  static var graphemes: [(text: String, name: String)] {
    [
      ("é", DoctorMessages.combiningAccent), ("漢", DoctorMessages.chinese),
      ("ｱ", DoctorMessages.halfWidth), ("→", DoctorMessages.arrow),
      ("👋", DoctorMessages.emoji), ("👋🏽", DoctorMessages.skinnedEmoji),
      ("👩‍💻", DoctorMessages.joinedEmoji), ("🇩🇪", DoctorMessages.flag),
      ("❤️", DoctorMessages.heart), ("1️⃣", DoctorMessages.keycap),
      ("क्षि", DoctorMessages.devanagari), ("한", DoctorMessages.hangul),
    ]
  }

  static var text: String {
    let widths = graphemes.map { "\r\($0.text)\u{1B}[6n" }.joined()
    return "\u{1B}[?2026$p\u{1B}[?u\u{1B}]11;?\u{1B}\\\u{1B}P+q4D73\u{1B}\\\u{1B}[>q\u{1B}[16t"
      + widths + "\r\u{1B}[K\u{1B}[c"
  }

  /// `nil` where there is no terminal. Waits at most two seconds.
  static func ask() -> TerminalAnswers? {
    let file = try? FileDescriptor.open("/dev/tty", .readWrite, options: .noControllingTerminal)
    guard let file else { return nil }
    defer { try? file.close() }
    let descriptor = file.rawValue
    var before = termios()
    guard tcgetattr(descriptor, &before) == 0 else { return nil }
    var raw = before
    cfmakeraw(&raw)
    tcsetattr(descriptor, TCSAFLUSH, &raw)
    // What comes late is thrown away with the change back, not left for the shell.
    defer { tcsetattr(descriptor, TCSAFLUSH, &before) }
    guard (try? file.write(all: text)) != nil else { return nil }
    var answers = TerminalAnswers(replies(on: descriptor))
    if CellPixels(ofTerminal: descriptor) != nil { answers.hasCell = true }
    return answers
  }

  /// Everything until the attributes, which every terminal tells and which were asked for last.
  private static func replies(on descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var patience = 2
    while patience > 0 {
      guard TerminalWait.canRead(descriptor, within: 1000) else {
        patience -= 1
        continue
      }
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
      if TerminalAnswers(bytes).isHeard { break }
    }
    return bytes
  }
}
