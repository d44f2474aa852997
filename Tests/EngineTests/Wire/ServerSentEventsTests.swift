import Testing

@testable import Engine

@Suite("Server-sent events")
struct ServerSentEventsTests {
  /// Name and data of every event, however the bytes are cut.
  private func read(_ text: String, cut: Int = .max) -> [String] {
    var events = ServerSentEvents()
    var found: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      events.append(Array(rest.prefix(cut)))
      rest = rest.dropFirst(cut)
      while let item = events.next() { found.append(Self.text(item)) }
    }
    events.end()
    while let item = events.next() { found.append(Self.text(item)) }
    return found
  }

  private static func text(_ item: ServerSentEvents.Item) -> String {
    guard case .event(let event) = item else { return "\(item)" }
    return
      "\(String(decoding: event.name, as: UTF8.self))|\(String(decoding: event.data, as: UTF8.self))"
  }

  @Test(
    "Events are read as the standard says, and a little beyond it",
    arguments: [
      ("data: a\n\ndata: b\n\n", ["|a", "|b"]),
      ("data:a\n\n", ["|a"]),
      ("data:  a\n\n", ["| a"]),
      ("data\n\n", ["|"]),
      ("event: x\ndata: a\n\n", ["x|a"]),
      ("data: a\nevent: x\n\n", ["x|a"]),
      ("data: a\ndata: b\ndata:\n\n", ["|a\nb\n"]),
      ("event: x\n\ndata: a\n\n", ["|a"]),
      (": ping\n\n:\n\ndata: a\n: inside\n\n", ["|a"]),
      ("id: 7\nretry: 10\ndata: a\n\n", ["|a"]),
      ("\u{FEFF}data: a\n\n", ["|a"]),
      ("\u{FEFF}\n\ndata: a\n\n", ["|a"]),
      ("data: a\r\n\r\ndata: b\r\n\r\n", ["|a", "|b"]),
      ("data: a\r\rdata: b\r\r", ["|a", "|b"]),
      ("data: a\r\n\ndata: b\n\r\n", ["|a", "|b"]),
      ("data: a", ["|a"]),
      ("data: a\n", ["|a"]),
      ("event: x\ndata: a", ["x|a"]),
      ("error: {\"code\":500}\n\n", ["error|{\"code\":500}"]),
      ("database: x\neventful\ndata: a\n\n", ["|a"]),
      ("data: é🤔\n\n", ["|é🤔"]),
      ("\n\n\ndata: a\n\n\n\n", ["|a"]),
      ("", []),
    ])
  func standard(_ text: String, _ expected: [String]) {
    for cut in [Int.max, 1, 2, 3, 5, 7] { #expect(read(text, cut: cut) == expected) }
  }

  @Test("Lines of no event stream are kept until the first event")
  func stray() {
    var events = ServerSentEvents()
    events.append(Array("{\n  \"error\": \"x\"\n}".utf8))
    #expect(events.next() == nil)
    events.end()
    #expect(events.next() == nil)
    #expect(String(decoding: events.stray, as: UTF8.self) == "{\n  \"error\": \"x\"\n}")
  }

  @Test(
    "An event over the limit is passed over, and what follows it is read", arguments: [1, 7, 5000])
  func passedOver(_ cut: Int) {
    var events = ServerSentEvents(limit: 1000)
    let large = "data: " + String(repeating: "x", count: 2500) + "\ndata: more\n\n"
    var rest = Array(("data: a\n\n" + large + "data: b\n\n").utf8)[...]
    var found: [String] = []
    while !rest.isEmpty {
      events.append(Array(rest.prefix(cut)))
      rest = rest.dropFirst(cut)
      while let item = events.next() {
        let isEvent = if case .event = item { true } else { false }
        found.append(isEvent ? Self.text(item) : "large")
      }
    }
    // What comes whole needs no second reading, so it may be read all the same.
    let isWhole = cut > large.utf8.count
    #expect(found.first == "|a" && found.last == "|b" && found.count == 3)
    #expect(found.contains("large") != isWhole)
    #expect(!events.isOverrun)
  }

  @Test("A line without end, or an event without end, is given up at many times the limit")
  func bounds() {
    var line = ServerSentEvents(limit: 1000)
    line.append(Array("data: ".utf8))
    for _ in 0..<EventLimit.endlessFactor + 1 {
      line.append(Array(repeating: UInt8(ascii: "x"), count: 1001))
      #expect(line.next() == nil)
    }
    #expect(line.isOverrun)

    var lines = ServerSentEvents(limit: 1000)
    for _ in 0..<3000 where !lines.isOverrun {
      lines.append(Array("data: xxxx\n".utf8))
      #expect(lines.next() == nil)
    }
    #expect(lines.isOverrun)

    var comments = ServerSentEvents(limit: 1000)
    for _ in 0..<300 {
      comments.append(Array(": ping\n\n".utf8))
      #expect(comments.next() == nil)
    }
    #expect(!comments.isOverrun)
  }

  @Test("A frame cut off and run together with the next gives the next")
  func splice() {
    let good = chunk(#"{"content":"b"}"#)
    let heard = ChatWire().hear(
      events(chunk(#"{"content":"a"}"#), #"{"choices":[{"logprodata: \#(good)"#, good, "[DONE]"))
    #expect(heard.answer == "abb")
    #expect(heard.notices == ["Skipped 1 event of the stream that could not be read."])
  }

  @Test("Frames parted by single line ends are read one by one")
  func singleLineEnds() {
    let text = ["a", "b", "c"].map { "data: " + chunk(#"{"content":"\#($0)"}"#) + "\n" }.joined()
    let heard = ChatWire().hear(text + "data: [DONE]\n")
    #expect(heard.answer == "abc")
    #expect(heard.finish == .stop)
    #expect(heard.notices == [])
  }
}
