import Support
import Testing

@testable import TUI

@Suite("Keys and actions")
struct KeymapTests {
  @Test("The default keys are keys, and none means two things in one place")
  func defaults() {
    #expect(Keymap().complaints.isEmpty)
  }

  @Test(
    "A key's name and its label",
    arguments: [
      ("ctrl+a", KeyPress(.character("a"), .control), "Ctrl+A"),
      ("alt+enter", KeyPress(.enter, .alt), "Alt+Enter"),
      ("shift+f2", KeyPress(.function(2), .shift), "Shift+F2"),
      ("pageup", KeyPress(.pageUp), "PgUp"),
      ("ctrl+_", KeyPress(.character("_"), .control), "Ctrl+_"),
      ("alt+]", KeyPress(.character("]"), .alt), "Alt+]"),
    ])
  func names(_ name: String, _ key: KeyPress, _ label: String) {
    #expect(KeyPress(name: name) == key)
    #expect(key.label == label)
  }

  @Test("What is no key has no name", arguments: ["", "ctrl+", "f0", "f25", "hyper+x", "enterr"])
  func unknown(_ name: String) {
    #expect(KeyPress(name: name) == nil)
  }

  @Test("A configured key replaces the default ones")
  func remapped() {
    let keymap = Keymap(changes: ["next-profile": ["f12"]])
    #expect(keymap.action(for: KeyPress(.function(12)), in: .composer) == .nextProfile)
    #expect(keymap.action(for: KeyPress(.function(2)), in: .composer) == nil)
    #expect(keymap.complaints.isEmpty)
  }

  @Test("A conflict names both actions; a wrong name or key is said")
  func complaints() {
    let keymap = Keymap(changes: ["help": ["f2"], "fly": ["x"], "redraw": ["hyper+l"]])
    #expect(keymap.complaints.contains { $0.contains("next-profile") && $0.contains("help") })
    #expect(keymap.complaints.contains { $0.contains("fly") })
    #expect(keymap.complaints.contains { $0.contains("hyper+l") })
  }

  @Test("A configured key wins over a default one, and its owner keeps its other keys")
  func wins() {
    let keymap = Keymap(changes: ["help": ["f2"]])
    #expect(keymap.action(for: KeyPress(.function(2)), in: .composer) == .help)
    #expect(keymap.action(for: KeyPress(.character("p"), .alt), in: .composer) == .nextProfile)
    #expect(keymap.hint(.nextProfile) == "Alt+P")
    #expect(keymap.complaints.count == 1)
  }

  @Test("docs/keys.md is what the table says")
  func document() {
    expectFile("docs/keys.md", holds: KeyDocument.text + SlashCommand.document)
  }

  @Test(
    "What a key sends and would do is said in one line",
    arguments: [
      (
        [0x1b, 0x5b, 0x31, 0x3b, 0x35, 0x43],
        "ESC [ 1 ; 5 C           Ctrl+→          in the prompt: word-right"
      ),
      (
        [0x1b, 0x4f, 0x51],
        "ESC O Q                 F2              next-profile: next profile, cloud or local"
      ),
      ([0x61], "a                       A               is written"),
    ] as [([UInt8], String)])
  func report(_ bytes: [UInt8], _ line: String) {
    var decoder = KeyDecoder()
    let inputs = decoder.decode(bytes)
    let lines = KeyReport.lines(bytes: bytes, inputs: inputs, keymap: Keymap())
    #expect(lines.count == 1 && lines[0].hasPrefix(line))
  }

  @Test("What a key does goes on below itself, and no word is cut", arguments: [40, 60, 80, 120])
  func narrowReport(columns: Int) {
    let long = Array("\u{1b}[27;5;116;1;2;3;4~".utf8)
    for (sent, key) in [
      ([0x1b, 0x5b, 0x31, 0x3b, 0x35, 0x43], KeyPress(.right, .control)),
      ([0x1b, 0x4f, 0x51], KeyPress(.function(2))), (long, KeyPress(.function(2))),
    ] as [([UInt8], KeyPress)] {
      let report = {
        KeyReport.lines(
          bytes: sent, inputs: [.focus(true), .key(key)], keymap: Keymap(), columns: $0)
      }
      let lines = report(columns)
      #expect(lines.allSatisfy { Glyph.width(of: $0) <= columns && !$0.isEmpty }, "\(lines)")
      let words = { (lines: [String]) in lines.flatMap { $0.split(separator: " ") } }
      #expect(words(lines) == words(report(1 << 16)))
    }
  }
}
