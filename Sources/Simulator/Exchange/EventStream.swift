/// Server-sent events in the dialect the faults ask for.
final class EventStream {
  private let outlet: Outlet
  private let faults: FaultSet
  private var frames = 0
  /// The head of a frame that the next one is glued to (`splice`).
  private var torn: String?
  /// Frames that leave together with the next one.
  private var held = ""

  init(outlet: Outlet, faults: FaultSet) {
    self.outlet = outlet
    self.faults = faults
  }

  private var lineEnd: String { faults.contains(.crlf) ? "\r\n" : "\n" }
  private var colon: String { faults.contains(.noSpaceAfterColon) ? ":" : ": " }

  /// One event that leaves in the same part of the body as the next one.
  func hold(_ data: JSON) {
    held += lines(of: written(data)) + lineEnd
  }

  /// One event; a nil name writes no `event:` line.
  func send(_ name: String? = nil, _ data: JSON) async throws {
    frames += 1
    if frames == 2, faults.contains(.unknownEvent) { try await sendUnknown(named: name != nil) }
    if frames == 3, faults.contains(.badJSON) { try await write(name, data: "{\"broken\": [1,") }
    if faults.contains(.comments), frames % 3 == 1 { try await comment(" keep-alive") }
    try await write(name, data: written(data))
  }

  /// A line that begins with a colon.
  func comment(_ text: String) async throws {
    try await outlet.part(Array(":\(text)\(lineEnd)\(lineEnd)".utf8))
  }

  /// `data: [DONE]`, unless a fault forgets it.
  func done() async throws {
    guard !faults.contains(.noDone) else { return }
    try await write(nil, data: "[DONE]")
  }

  private func sendUnknown(named: Bool) async throws {
    let type = "simulator.unknown"
    try await write(
      named ? type : nil,
      data: JSON.object([.init(name: "type", value: .string(type)), .init(name: "n", value: 7)])
        .rendered())
  }

  private func written(_ data: JSON) -> String {
    var data = data
    if faults.contains(.extraFields) {
      data = data.adding("x_extra", ["nested": [1, .null, ["deep": true]]])
    }
    if faults.contains(.onlyEventLines) { data = data.removing("type") }
    return data.rendered(faults.contains(.multilineData) ? .pretty(1) : .compact)
  }

  private func lines(of data: String) -> String {
    data.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "data\(colon)\($0)\(lineEnd)" }.joined()
  }

  private func write(_ name: String?, data: String) async throws {
    var text = ""
    if frames <= 1, faults.contains(.bom), outlet.bodyBytes == 0 { text += "\u{FEFF}" }
    if let name, !faults.contains(.noEventLines), torn == nil {
      text += "event\(colon)\(name)\(lineEnd)"
    }
    text += lines(of: data) + lineEnd
    if let start = torn {
      text = start + text
      torn = nil
    } else if faults.contains(.splice), frames == 4 {
      let cut = text.utf8.count * 2 / 3
      torn = String(decoding: text.utf8.prefix(cut), as: UTF8.self)
      return
    }
    try await outlet.part(Array((held + text).utf8))
    held = ""
  }
}
