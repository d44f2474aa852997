/// One request as the simulator saw it, for tests to ask about.
package struct LoggedRequest: Sendable {
  /// 1 for the first request of this simulator.
  package var number: Int
  package var method: String
  /// Path with query, as sent.
  package var target: String
  package var fields: [(name: String, value: String)]
  package var body: String
  package var faults: [String]
  /// The status sent; nil while nothing has been.
  package var status: Int?
  /// Simulated seconds since 1970.
  package var began: Double
  package var ended: Double?
  /// The client left before the answer was complete.
  package var clientLeft = false

  /// The path without its query.
  package var path: String { String(target.prefix { $0 != "?" }) }

  /// The first field of that name, in any case of letters.
  package func field(_ name: String) -> String? {
    let wanted = name.lowercased()
    return fields.first { $0.name.lowercased() == wanted }?.value
  }
}

extension World {
  /// Notes a request and gives it its number.
  func opened(_ request: Request, faults: FaultSet) -> Int {
    let number = (log.last?.number ?? 0) + 1
    log.append(
      LoggedRequest(
        number: number, method: request.method, target: request.target, fields: request.fields,
        body: String(decoding: request.body, as: UTF8.self),
        faults: faults.faults.map(\.description), began: pacing.now))
    return number
  }

  func closed(_ number: Int, status: Int?, clientLeft: Bool) {
    if clientLeft {
      let note = "(If the model is busy processing the prompt, it will finish first.)"
      lines.append("Client disconnected. Stopping generation... \(note)")
    }
    freeSlot(number)
    guard let index = log.firstIndex(where: { $0.number == number }) else { return }
    log[index].status = status
    log[index].ended = pacing.now
    log[index].clientLeft = clientLeft
  }

  func record(_ line: String) { lines.append(line) }

  /// Marks a request as generating, for `/slots` and the state report.
}
