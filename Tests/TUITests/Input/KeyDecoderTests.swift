import Testing

@testable import TUI

@Suite("Bytes become keys")
struct KeyDecoderTests {
  /// Decodes bytes cut into pieces, and lets time pass at the end.
  static func decode(_ text: String, cutAt cut: Int? = nil) -> [TerminalInput] {
    var decoder = KeyDecoder()
    let bytes = Array(text.utf8)
    let cut = cut ?? bytes.count
    var inputs = decoder.decode(Array(bytes[..<cut]))
    inputs += decoder.decode(Array(bytes[cut...]))
    return inputs + decoder.flush()
  }

  static let keys: [(String, KeyPress)] = [
    // Typed.
    ("a", KeyPress(.character("a"))), ("A", KeyPress(.character("A"))),
    ("é", KeyPress(.character("é"))), ("日", KeyPress(.character("日"))),
    ("😀", KeyPress(.character("😀"))), (" ", KeyPress(.character(" "))),
    ("\r", KeyPress(.enter)), ("\t", KeyPress(.tab)), ("\u{7f}", KeyPress(.backspace)),
    ("\u{8}", KeyPress(.backspace)), ("\n", KeyPress(.character("j"), .control)),
    ("\u{3}", KeyPress(.character("c"), .control)), ("\0", KeyPress(.character(" "), .control)),
    ("\u{1f}", KeyPress(.character("_"), .control)),
    ("\u{1c}", KeyPress(.character("\\"), .control)),
    // ESC and Alt.
    ("\u{1b}", KeyPress(.escape)), ("\u{1b}b", KeyPress(.character("b"), .alt)),
    ("\u{1b}B", KeyPress(.character("b"), [.alt, .shift])),
    ("\u{1b}é", KeyPress(.character("é"), .alt)), ("\u{1b}\r", KeyPress(.enter, .alt)),
    ("\u{1b}\u{7f}", KeyPress(.backspace, .alt)), ("\u{1b}.", KeyPress(.character("."), .alt)),
    ("\u{1b}\u{3}", KeyPress(.character("c"), [.alt, .control])),
    ("\u{1b}[", KeyPress(.character("["), .alt)), ("\u{1b}]", KeyPress(.character("]"), .alt)),
    ("\u{1b}O", KeyPress(.character("o"), [.alt, .shift])),
    ("\u{1b}P", KeyPress(.character("p"), [.alt, .shift])),
    // xterm, VTE, tmux.
    ("\u{1b}[A", KeyPress(.up)), ("\u{1b}OA", KeyPress(.up)),
    ("\u{1b}[1;5C", KeyPress(.right, .control)),
    ("\u{1b}[1;3D", KeyPress(.left, .alt)), ("\u{1b}[1;2A", KeyPress(.up, .shift)),
    ("\u{1b}[1;8B", KeyPress(.down, [.shift, .alt, .control])),
    ("\u{1b}[H", KeyPress(.home)), ("\u{1b}OF", KeyPress(.end)), ("\u{1b}[1~", KeyPress(.home)),
    ("\u{1b}[4~", KeyPress(.end)), ("\u{1b}[2~", KeyPress(.insert)),
    ("\u{1b}[3~", KeyPress(.delete)),
    ("\u{1b}[3;5~", KeyPress(.delete, .control)), ("\u{1b}[5~", KeyPress(.pageUp)),
    ("\u{1b}[6;2~", KeyPress(.pageDown, .shift)), ("\u{1b}[Z", KeyPress(.tab, .shift)),
    ("\u{1b}OP", KeyPress(.function(1))), ("\u{1b}[1;2Q", KeyPress(.function(2), .shift)),
    ("\u{1b}[1;5R", KeyPress(.function(3), .control)), ("\u{1b}[15~", KeyPress(.function(5))),
    ("\u{1b}[17;2~", KeyPress(.function(6), .shift)), ("\u{1b}[24~", KeyPress(.function(12))),
    ("\u{1b}OM", KeyPress(.enter)), ("\u{1b}Oy", KeyPress(.character("9"))),
    ("\u{1b}Ok", KeyPress(.character("+"))), ("\u{1b}O5P", KeyPress(.function(1), .control)),
    // xterm's modifyOtherKeys.
    ("\u{1b}[27;2;13~", KeyPress(.enter, .shift)), ("\u{1b}[27;5;13~", KeyPress(.enter, .control)),
    ("\u{1b}[27;5;99~", KeyPress(.character("c"), .control)),
    ("\u{1b}[27;4;65~", KeyPress(.character("a"), [.alt, .shift])),
    ("\u{1b}[27;6;63~", KeyPress(.character("?"), .control)),
    ("\u{1b}[27;2;9~", KeyPress(.tab, .shift)),
    ("\u{1b}[27;3;91~", KeyPress(.character("["), .alt)),
    ("\u{1b}[27;2;33~", KeyPress(.character("!"))),
    // kitty's protocol.
    ("\u{1b}[13;2u", KeyPress(.enter, .shift)), ("\u{1b}[27u", KeyPress(.escape)),
    ("\u{1b}[99;5u", KeyPress(.character("c"), .control)),
    ("\u{1b}[97;4u", KeyPress(.character("a"), [.alt, .shift])),
    ("\u{1b}[97:65;4u", KeyPress(.character("a"), [.alt, .shift])),
    ("\u{1b}[47:63;4u", KeyPress(.character("?"), .alt)),
    ("\u{1b}[45:95;6u", KeyPress(.character("_"), .control)),
    ("\u{1b}[1089::99;5u", KeyPress(.character("c"), .control)),
    ("\u{1b}[97;2u", KeyPress(.character("A"))), ("\u{1b}[97;65u", KeyPress(.character("A"))),
    ("\u{1b}[57399u", KeyPress(.character("0"))), ("\u{1b}[57414u", KeyPress(.enter)),
    ("\u{1b}[57376u", KeyPress(.function(13))), ("\u{1b}[1;5:1A", KeyPress(.up, .control)),
    ("\u{1b}[13~", KeyPress(.function(3))), ("\u{1b}[127;3u", KeyPress(.backspace, .alt)),
    // rxvt.
    ("\u{1b}[7~", KeyPress(.home)), ("\u{1b}[8~", KeyPress(.end)),
    ("\u{1b}[a", KeyPress(.up, .shift)),
    ("\u{1b}Od", KeyPress(.left, .control)), ("\u{1b}[3$", KeyPress(.delete, .shift)),
    ("\u{1b}[3^", KeyPress(.delete, .control)),
    ("\u{1b}[6@", KeyPress(.pageDown, [.shift, .control])),
    ("\u{1b}\u{1b}[A", KeyPress(.up, .alt)), ("\u{1b}\u{1b}[3~", KeyPress(.delete, .alt)),
    ("\u{1b}\u{1b}Oa", KeyPress(.up, [.alt, .control])),
    // The Linux console.
    ("\u{1b}[[A", KeyPress(.function(1))), ("\u{1b}[[E", KeyPress(.function(5))),
    ("\u{1b}[26~", KeyPress(.function(14))),
  ]

  @Test("Every key, cut at every byte", arguments: keys.map(\.0))
  func everyKey(bytes: String) throws {
    let key = try #require(Self.keys.first { $0.0 == bytes }?.1)
    for cut in 0...bytes.utf8.count {
      #expect(Self.decode(bytes, cutAt: cut) == [.key(key)], "cut at \(cut)")
      #expect(
        Self.decode(bytes + "x", cutAt: cut).last == .key(KeyPress(.character("x")))
          || bytes.utf8.count < 3)
    }
  }

  static let others: [(String, [TerminalInput])] = [
    ("\u{1b}[I", [.focus(true)]), ("\u{1b}[O", [.focus(false)]),
    ("\u{1b}[<0;12;3M", [.mouse(Mouse(.press, at: Point(column: 11, row: 2)))]),
    ("\u{1b}[<0;12;3m", [.mouse(Mouse(.release, at: Point(column: 11, row: 2)))]),
    ("\u{1b}[<32;500;300M", [.mouse(Mouse(.drag, at: Point(column: 499, row: 299)))]),
    ("\u{1b}[<64;1;1M", [.mouse(Mouse(.wheelUp, at: Point(column: 0, row: 0)))]),
    ("\u{1b}[<81;1;1M", [.mouse(Mouse(.wheelDown, at: Point(column: 0, row: 0), .control))]),
    ("\u{1b}[<2;1;1M", []), ("\u{1b}[<35;1;1M", []), ("\u{1b}[<66;1;1M", []),
    ("\u{1b}[M !!", [.mouse(Mouse(.press, at: Point(column: 0, row: 0)))]),
    ("\u{1b}[M#!!", [.mouse(Mouse(.release, at: Point(column: 0, row: 0)))]),
    ("\u{1b}[M`!!", [.mouse(Mouse(.wheelUp, at: Point(column: 0, row: 0)))]),
    ("\u{1b}[?62;22c", [.report("?62;22c")]), ("\u{1b}[>0;276;0c", [.report(">0;276;0c")]),
    ("\u{1b}[?2026;2$y", [.report("?2026;2$y")]), ("\u{1b}[4;1$y", [.report("4;1$y")]),
    ("\u{1b}[?5u", [.report("?5u")]), ("\u{1b}[12;40R", [.report("12;40R")]),
    ("\u{1b}]11;rgb:28/28/28\u{7}", [.report("11;rgb:28/28/28")]),
    ("\u{1b}]11;rgb:28/28/28\u{1b}\\", [.report("11;rgb:28/28/28")]),
    ("\u{1b}P>|XTerm(388)\u{1b}\\", [.report(">|XTerm(388)")]),
    ("\u{1b}_Gi=31;OK\u{1b}\\", [.report("Gi=31;OK")]),
    // Unknown ones, swallowed whole.
    ("\u{1b}[123;456;7w", []), ("\u{1b}[<1;2;3;4q", []), ("\u{1b}[99~", []), ("\u{1b}Oz", []),
    ("\u{1b}[201~", []), ("\u{1b}[99;9u", []), ("\u{1b}[97;1:3u", []), ("\u{1b}[1;1:3A", []),
    ("\u{1b}[57441;2u", []), ("\u{1b}[27;5;~", []), ("\u{1b}[u", []),
    // Escape pressed just before the terminal said something of its own.
    ("\u{1b}\u{1b}[I", [.key(KeyPress(.escape)), .focus(true)]),
    ("\u{1b}\u{1b}x", [.key(KeyPress(.escape)), .key(KeyPress(.character("x"), .alt))]),
    ("\u{1b}\u{1b}", [.key(KeyPress(.escape)), .key(KeyPress(.escape))]),
    ("\u{1b}\u{1b}\u{1b}", Array(repeating: .key(KeyPress(.escape)), count: 3)),
    // A sequence broken off by another.
    ("\u{1b}[12;\u{1b}[A", [.key(KeyPress(.up))]),
    ("\u{1b}]11;rgb\u{1b}[A", [.key(KeyPress(.up))]),
    ("\u{1b}[\r", [.key(KeyPress(.character("["), .alt)), .key(KeyPress(.enter))]),
    ("\u{1b}]\r", [.key(KeyPress(.character("]"), .alt)), .key(KeyPress(.enter))]),
    ("ab", [.key(KeyPress(.character("a"))), .key(KeyPress(.character("b")))]),
  ]

  @Test("Every other event, cut at every byte", arguments: others.map(\.0))
  func everyOther(bytes: String) throws {
    let wanted = try #require(Self.others.first { $0.0 == bytes }?.1)
    for cut in 0...bytes.utf8.count {
      #expect(Self.decode(bytes, cutAt: cut) == wanted, "cut at \(cut)")
    }
  }

  @Test("Invalid UTF-8 types nothing and loses nothing after it")
  func invalidBytes() {
    let broken: [[UInt8]] = [
      [0xff], [0x80], [0xc3], [0xe6, 0x97], [0xf0, 0x9f, 0x98], [0xc0, 0x80], [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80], [0xc2, 0x9b], [0x1b, 0xff],
    ]
    for bytes in broken {
      var decoder = KeyDecoder()
      #expect(decoder.decode(bytes + Array("x".utf8)).last == .key(KeyPress(.character("x"))))
      #expect(decoder.decode(bytes).isEmpty || bytes.first == 0x1b)
      #expect(decoder.flush().isEmpty)
      #expect(decoder.wait == nil)
    }
  }

  @Test("A lone ESC waits; what has begun waits longer, and ends")
  func waiting() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0x1b]).isEmpty)
    #expect(decoder.wait == .milliseconds(100))
    #expect(decoder.flush() == [.key(KeyPress(.escape))])
    #expect(decoder.wait == nil)
    #expect(decoder.decode(Array("\u{1b}]11;rgb:00".utf8)).isEmpty)
    #expect(decoder.wait == .seconds(2))
    #expect(decoder.flush().isEmpty)
    #expect(decoder.wait == nil)
    #expect(decoder.decode([0x61]) == [.key(KeyPress(.character("a")))])
  }

  @Test(
    "An answer that was cut by a slow line is no typed text, wherever the cut and the pause are")
  func slowAnswers() {
    let answers = [
      "\u{1b}[?2026;2$y", "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{1b}\\", "\u{1b}[?62;22c",
      "\u{1b}[<0;10;10M",
    ]
    for answer in answers {
      let bytes = Array(answer.utf8)
      for cut in 1..<bytes.count {
        var decoder = KeyDecoder()
        decoder.expectAnswer()
        var inputs = decoder.decode(Array(bytes[..<cut]))
        inputs += decoder.decode(Array(bytes[cut...]), after: .milliseconds(600))
        #expect(
          !inputs.contains { if case .key = $0 { true } else { false } },
          "\(answer.debugDescription) at \(cut)")
        #expect(inputs.count == 1, "\(answer.debugDescription) at \(cut)")
      }
    }
  }

  @Test(
    "One key is one key, in the old form, in xterm's and in kitty's",
    arguments: [
      (
        "ctrl+r",
        ["\u{12}", "\u{1b}[27;5;114~", "\u{1b}[114;5u", "\u{1b}[114;69u", "\u{1b}[1082::114;5u"]
      ),
      ("enter", ["\r", "\u{1b}[27;1;13~", "\u{1b}[13u", "\u{1b}[109;5u", "\u{1b}[13;65u"]),
      ("tab", ["\t", "\u{1b}[9u", "\u{1b}[105;5u"]),
      ("esc", ["\u{1b}[27u", "\u{1b}[91;5u", "\u{1b}[27;5;91~"]),
      ("alt+enter", ["\u{1b}\r", "\u{1b}[27;3;13~", "\u{1b}[13;3u"]),
      ("alt+f", ["\u{1b}f", "\u{1b}[27;3;102~", "\u{1b}[102;3u"]),
    ])
  func sameKey(name: String, forms: [String]) throws {
    let key = try #require(KeyPress(name: name))
    for form in forms {
      #expect(Self.decode(form, cutAt: 0) == [.key(key)], "\(form.debugDescription)")
    }
  }

  @Test("Random bytes never trap, and a key is heard after them")
  func randomBytes() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var decoder = KeyDecoder()
      let count = Int.random(in: 0..<40, using: &generator)
      let bytes = (0..<count).map { _ -> UInt8 in
        let choices: [UInt8] = [0x1b, 0x5b, 0x4f, 0x5d, 0x3b, 0x31, 0x7e, 0x4d, 0x75, 0x24]
        return Bool.random() ? choices.randomElement() ?? 0 : UInt8.random(in: 0...255)
      }
      _ = decoder.decode(bytes)
      for _ in 0..<10 { _ = decoder.flush() }
      #expect(decoder.decode([0x78]).last == .key(KeyPress(.character("x"))), "\(bytes)")
    }
  }
}
