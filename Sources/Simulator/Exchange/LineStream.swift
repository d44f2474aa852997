/// One JSON object a line (`application/x-ndjson`), with the faults that fit lines.
final class LineStream {
  private let exchange: Exchange
  private var count = 0
  private var torn: String?

  init(_ exchange: Exchange) async throws {
    self.exchange = exchange
    try await exchange.openStream(type: "application/x-ndjson")
  }

  func send(_ line: JSON) async throws {
    let faults = exchange.faults
    count += 1
    var line = line
    if faults.contains(.extraFields) { line = line.adding("x_extra", ["nested": [1, 2]]) }
    if count == 3, faults.contains(.badJSON) { try await write("{\"broken\": [1,") }
    if count == 2, faults.contains(.unknownEvent) { try await write("{\"unknown\":7}") }
    let text = line.rendered(.go)
    if faults.contains(.splice), count == 4 {
      torn = String(decoding: text.utf8.prefix(text.utf8.count * 2 / 3), as: UTF8.self)
      return
    }
    try await write((torn ?? "") + text)
    torn = nil
  }

  private func write(_ text: String) async throws {
    let mark = count <= 1 && exchange.faults.contains(.bom) ? "\u{FEFF}" : ""
    let end = exchange.faults.contains(.crlf) ? "\r\n" : "\n"
    try await exchange.outlet.part(Array((mark + text + end).utf8))
  }
}
