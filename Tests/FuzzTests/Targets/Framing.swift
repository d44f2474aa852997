import Support

@testable import Engine

extension FuzzTarget {
  static let framing = [
    FuzzTarget("sse", seeds: [".sse"]) { bytes in
      let whole = events([bytes])
      for pieces in Cuts.ways(bytes) {
        try requireEqual(events(pieces), whole, "cut events differ")
      }
      try requireEqual(whole, PlainEvents.read(bytes), "a plain reading of the standard differs")
    },
    FuzzTarget("ndjson", seeds: [".ndjson", ".json"]) { bytes in
      let whole = items([bytes], limit: 1 << 20)
      for pieces in Cuts.ways(bytes) {
        try requireEqual(items(pieces, limit: 1 << 20), whole, "cut lines differ")
        // A bound that is reached ends the stream, and nothing else.
        _ = items(pieces, limit: 16)
      }
    },
  ]

  private static func events(_ pieces: [[UInt8]]) -> [PlainEvents.Event] {
    var reader = ServerSentEvents()
    var events: [PlainEvents.Event] = []
    func drain() {
      while let item = reader.next() {
        guard case .event(let event) = item else { continue }
        events.append(.init(name: Array(event.name), data: Array(event.data)))
      }
    }
    for piece in pieces {
      reader.append(piece)
      drain()
    }
    reader.end()
    drain()
    return events
  }

  private static func items(_ pieces: [[UInt8]], limit: Int) -> [StreamItem] {
    var reader = NDJSON(limit: limit)
    var items: [StreamItem] = []
    for piece in pieces {
      reader.append(piece)
      while let item = reader.next() { items.append(item) }
    }
    reader.end()
    while let item = reader.next() { items.append(item) }
    return items
  }
}

/// A second opinion on server-sent events: WHATWG HTML §9.2.6 word by word over the whole text,
/// without a thought for speed, with the two extensions `ServerSentEvents` documents.
enum PlainEvents {
  struct Event: Equatable, CustomStringConvertible {
    var name: [UInt8]
    var data: [UInt8]
    var description: String {
      "\(String(decoding: name, as: UTF8.self)): \(String(decoding: data, as: UTF8.self).debugDescription)"
    }
  }

  static func read(_ bytes: [UInt8]) -> [Event] {
    var text = bytes
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    var events: [Event] = []
    var name: [UInt8] = []
    var data: [[UInt8]] = []
    func dispatch() {
      if !data.isEmpty {
        events.append(Event(name: name, data: Array(data.joined(separator: [10]))))
      }
      (name, data) = ([], [])
    }
    for line in lines(text) {
      if line.isEmpty {
        dispatch()
        continue
      }
      let colon = line.firstIndex(of: UInt8(ascii: ":"))
      let field = Array(line[..<(colon ?? line.count)])
      var value = colon.map { Array(line[($0 + 1)...]) } ?? []
      if value.first == 0x20 { value.removeFirst() }
      switch String(decoding: field, as: UTF8.self) {
      case "data": data.append(value)
      case "event": name = value
      case "error":
        name = field
        data.append(value)
      default: break
      }
    }
    dispatch()
    return events
  }

  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var previous: UInt8 = 0
    for byte in bytes {
      defer { previous = byte }
      if byte == 10, previous == 13 { continue }
      if byte == 10 || byte == 13 {
        lines.append(line)
        line = []
      } else {
        line.append(byte)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
