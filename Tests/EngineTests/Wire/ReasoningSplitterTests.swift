import Testing

@testable import Engine

@Suite("Thinking parted from plain text")
struct ReasoningSplitterTests {
  private func heard(
    _ pieces: [String], startsThinking: Bool = false, isSeparated: Bool = false
  ) -> Heard {
    var splitter = ReasoningSplitter(startsThinking: startsThinking)
    if isSeparated { splitter.serverSeparates() }
    var deltas: [Delta] = []
    for piece in pieces { splitter.split(piece, into: &deltas) }
    splitter.end(into: &deltas)
    return Heard(deltas)
  }

  struct Case: Sendable {
    var text: String
    var thinking: String
    var answer: String
    var startsThinking = false
    var isSeparated = false

    init(
      _ text: String, _ thinking: String, _ answer: String, startsThinking: Bool = false,
      isSeparated: Bool = false
    ) {
      self.text = text
      self.thinking = thinking
      self.answer = answer
      self.startsThinking = startsThinking
      self.isSeparated = isSeparated
    }
  }

  static let cases: [Case] = [
    // No markup at all.
    Case("", "", ""), Case("Hi", "", "Hi"), Case("\n\n Hi\n", "", "\n\n Hi\n"),
    Case(" \n", "", " \n"),
    Case("1 < 2 <b> [x] a", "", "1 < 2 <b> [x] a"), Case("1 <thin air", "", "1 <thin air"),
    Case("<thinly", "", "<thinly"), Case("<", "", "<"), Case("<think", "", "<think"),
    Case("a</thin", "", "a</thin"),
    // Blocks.
    Case("<think>a</think>b", "a", "b"), Case("\n <think>\na\n</think>\n\nb\n", "a", "b\n"),
    Case("<thinking>a</thinking>b", "a", "b"), Case("<thought>a</thought>b", "a", "b"),
    Case("<mm:think>a</mm:think>b", "a", "b"), Case("[THINK]a[/THINK]b", "a", "b"),
    Case("<think>a < b </thin></thought></think>c", "a < b </thin></thought>", "c"),
    Case("<think>\n\n</think>\n\nb", "", "b"), Case("<think></think>b", "", "b"),
    Case("<think>never closed", "never closed", ""), Case("<think>a</thi", "a</thi", ""),
    Case("<think>", "", ""), Case("<think>🤔é</think>🙂", "🤔é", "🙂"),
    Case("done.</think>Answer", "done.", "Answer"),
    // Other models' tags, any case, attributes.
    Case("<seed:think>a</seed:think>b", "a", "b"), Case("◁think▷a◁/think▷b", "a", "b"),
    Case("<|START_THINKING|>a<|END_THINKING|>b", "a", "b"),
    Case("<longcat_think>a</longcat_think>b", "a", "b"),
    Case("<reasoning>a</reasoning>b", "a", "b"), Case("<Think>a</THINK>b", "a", "b"),
    Case("<|begin_of_thought|>a<|end_of_thought|>b", "a", "b"),
    Case("<think time=\"3\">a</think >b", "a", "b"), Case("[think]a[/Think]b", "a", "b"),
    Case("<thinking effort='low'>a</thinking>b", "a", "b"), Case("“a”◁b", "", "“a”◁b"),
    Case("b\n<reasoning>c</reasoning>", "", "b\n<reasoning>c</reasoning>"),
    Case("<thinker>a", "", "<thinker>a"), Case("<think\n>a", "", "<think\n>a"),
    // A closing tag that the thinking speaks of.
    Case("<think>What `</think>` does.</think>b", "What `</think>` does.", "b"),
    Case("<think>The \"</think>\" tag</think>b", "The \"</think>\" tag", "b"),
    Case("<think>an open `code</think>b", "an open `code", "b"),
    Case("<think>ends in a tick `</think>b", "ends in a tick `", "b"),
    Case("<think>ends in a tick `</think>", "ends in a tick `", ""),
    Case(
      "<think>so\n```\n<think>x</think>\n```\nyes</think>b",
      "so\n```\n<think>x</think>\n```\nyes", "b"),
    Case(
      "<think>so\n```py\nprint('x</think>')\n```\n</think>b", "so\n```py\nprint('x</think>')\n```",
      "b"),
    Case("<think>an open\n```\nfence\n</think>\nb", "an open\n```\nfence", "b"),
    // The opener stayed in the prompt.
    Case("a\n</think>\n\nb", "a\n", "b"), Case("a</think>b", "a", "b", startsThinking: true),
    Case("\na</think>\nb", "a", "b", startsThinking: true),
    Case("a", "a", "", startsThinking: true),
    Case("<think>a</think>b", "a", "b", startsThinking: true),
    Case("a[/THINK]b", "a", "b", startsThinking: true),
    Case("</think>b", "", "b"), Case("\n</think>\n\nb", "", "b"),
    // Opened again, doubled, nested.
    Case("<think>a</think>b\n<think>c</think>d", "a\n\nc", "b\nd"),
    Case("<think>a</think><think>b</think>c", "a\n\nb", "c"),
    Case("<think><think>a</think>b", "a", "b"), Case("<think>\n<think>\na</think>b", "a", "b"),
    Case("<think>a<think>b</think>c</think>d", "a<think>bc", "d"),
    Case("<think>a</think>b\n</think>", "a", "b\n"),
    Case("<think>a</think>b</think>c", "a", "b</think>c"),
    Case("b <think>c</think>d", "b <think>c", "d"),
    // Letters, not markup.
    Case("```\n<think>\n</think>\n```\nx", "", "```\n<think>\n</think>\n```\nx"),
    Case("~~~~\n</think>\n~~~\n</think>\n~~~~", "", "~~~~\n</think>\n~~~\n</think>\n~~~~"),
    Case("Write `</think>` to close.", "", "Write `</think>` to close."),
    Case(
      "<think>a</think>Say `<|end|>` or\n```xml\n<think>b</think>\n```\n", "a",
      "Say `<|end|>` or\n```xml\n<think>b</think>\n```\n"),
    Case("`<think>`", "", "`<think>`"), Case("``x`` </think>y", "``x`` ", "y"),
    // The server separates; only stray closers are left to remove.
    Case("</think>\n\nb", "", "b", isSeparated: true),
    Case("\n\n</think>b", "", "b", isSeparated: true),
    Case("a</think>b", "", "a</think>b", isSeparated: true),
    Case("a\n</think>", "", "a\n", isSeparated: true),
    Case("b", "", "b", startsThinking: true, isSeparated: true),
    // Harmony, whole and leaking.
    Case(
      "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b<|return|>",
      "a", "b"),
    Case(
      "<|start|>assistant<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>analysis<|message|>c<|end|><|start|>assistant<|channel|>final<|message|>b",
      "a\n\nc", "b"),
    Case("analysisUser says hi.assistantfinalHello", "User says hi.", "Hello"),
    Case("analysis of data", "", "analysis of data"), Case("analysis", "", "analysis"),
    Case("analyst", "", "analyst"),
    Case("a<|end|><|start|>assistant<|channel|>final<|message|>b", "a", "b"),
    Case("<|end|><|start|>assistant<|channel|>final<|message|>b", "", "b", isSeparated: true),
    Case(
      "<|channel|>commentary<|message|>First I look.<|end|><|start|>assistant<|channel|>final<|message|> Done.",
      "", "First I look. Done."),
    Case("<|channel>thought\na<channel|>b", "a", "b"),
    Case("<|channel|>final<|message|>b", "", "b"),
    Case("a<|end|><|start|>assistant<|channel|>final<|message|>b", "a", "b", startsThinking: true),
    Case("x <|channel|> is a token", "", "x  is a token"), Case("<|start|>assistant", "", ""),
  ]

  @Test("Markup is taken out, wherever the text is cut", arguments: cases)
  func split(_ test: Case) {
    let characters = test.text.map(String.init)
    var cuts: [[String]] = [[test.text], characters, test.text.unicodeScalars.map { String($0) }]
    for index in characters.indices {
      cuts.append([characters[..<index].joined(), characters[index...].joined()])
    }
    for pieces in cuts {
      let heard = heard(pieces, startsThinking: test.startsThinking, isSeparated: test.isSeparated)
      #expect(heard.thinking == test.thinking, "\(pieces)")
      #expect(heard.answer == test.answer, "\(pieces)")
    }
  }

  @Test("A harmony call is told, and its arguments are no answer")
  func toolCall() {
    let heard = heard([
      "<|channel|>commentary to=functions.f <|constrain|>json<|message|>{\"a\":1}<|call|>"
    ])
    #expect(heard.answer == "")
    #expect(heard.thinking == "{\"a\":1}")
    #expect(heard.notices.count == 1)
    #expect(heard.notices.first?.contains("functions.f") == true)
  }

  @Test("Text is late by no more than the marker it may become")
  func lateness() {
    var splitter = ReasoningSplitter()
    var deltas: [Delta] = []
    splitter.split("The ", into: &deltas)
    #expect(deltas == [.text("The ")])
    splitter.split("answer <", into: &deltas)
    #expect(deltas.last == .text("answer "))
    splitter.split("b", into: &deltas)
    #expect(deltas.last == .text("<b"))
    splitter.split("\n<think", into: &deltas)
    #expect(deltas.last == .text("\n"))
    splitter.split(">deep", into: &deltas)
    #expect(deltas.last == .reasoning("deep"))
  }

  @Test("Endless white space or an endless header is let go")
  func patience() {
    let space = String(repeating: " ", count: 1000)
    #expect(heard([space, "x"]).answer == space + "x")
    let header = "<|channel|>" + String(repeating: "x", count: 1000)
    #expect(heard(header.map(String.init)).answer == String(repeating: "x", count: 1000))
  }
}
