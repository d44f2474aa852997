/// The simulator's own endpoints, the same under every profile:
///
/// | request | answer |
/// |---|---|
/// | `POST /simulator/fault {"fault":"drop@120","times":2}` | the fault as understood |
/// | `GET /simulator/log` | every request and the server's log lines |
/// | `GET /simulator/state` | residents, loads begun, faults waiting |
/// | `POST /simulator/evict {"instance_id":"…"}` | removes an instance |
/// | `POST /simulator/reset` | forgets everything |
struct ControlEndpoint {
  let exchange: Exchange

  func answer() async throws {
    switch exchange.request.line {
    case "POST /simulator/fault": try await postFault()
    case "GET /simulator/log": try await exchange.send(await logReport(), layout: .pretty(2))
    case "GET /simulator/state": try await exchange.send(await stateReport(), layout: .pretty(2))
    case "POST /simulator/evict":
      let found = await exchange.world.drop(exchange.json?["instance_id"]?.text ?? "")
      try await exchange.send(["evicted": .bool(found)], layout: .compact)
    case "POST /simulator/reset":
      await exchange.world.reset()
      try await exchange.send(["reset": true], layout: .compact)
    default:
      try await exchange.send(["error": "no such control"], status: 404, layout: .compact)
    }
  }

  private func postFault() async throws {
    guard let name = exchange.json?["fault"]?.text, let fault = Fault(parsing: name) else {
      let known = Fault.Name.allCases.map { JSON.string($0.rawValue) }
      return try await exchange.send(
        ["error": "no such fault", "known": .array(known)], status: 400, layout: .compact)
    }
    let times = exchange.json?["times"]?.whole
    await exchange.world.post(fault, times: times)
    try await exchange.send(
      ["fault": .string(fault.description), "times": times.map(JSON.int) ?? .null],
      layout: .compact)
  }

  private func logReport() async -> JSON {
    let requests = await exchange.world.log.map(Self.entry)
    let lines = await exchange.world.lines.map(JSON.string)
    return ["requests": .array(requests), "lines": .array(lines)]
  }

  private static func entry(_ request: LoggedRequest) -> JSON {
    let fields = request.fields.map { field -> JSON.Member in
      // A client that is tried out here may send its real key.
      let isKey = ["authorization", "x-api-key", "api-key", "cookie"].contains(
        field.name.lowercased())
      return JSON.Member(name: field.name, value: .string(isKey ? "[key removed]" : field.value))
    }
    return [
      "number": .int(request.number), "method": .string(request.method),
      "target": .string(request.target), "headers": .object(fields),
      "body": .string(request.body), "faults": .array(request.faults.map(JSON.string)),
      "status": request.status.map(JSON.int) ?? .null, "began": .double(request.began),
      "ended": request.ended.map(JSON.double) ?? .null, "client_left": .bool(request.clientLeft),
    ]
  }

  private func stateReport() async -> JSON {
    let world = exchange.world
    let residents = await world.residents().map { instance -> JSON in
      [
        "id": .string(instance.id), "key": .string(instance.key),
        "context_length": .int(instance.contextLength), "jit": .bool(instance.isJIT),
      ]
    }
    let counts = await world.loadCounts.sorted { $0.key < $1.key }
    let loading = await world.loads.values.map { load -> JSON in
      ["key": .string(load.key), "progress": .double(load.fraction)]
    }
    let board = await world.board.map { entry -> JSON in
      ["fault": .string(entry.fault.description), "times": entry.times.map(JSON.int) ?? .null]
    }
    return [
      "profile": .string(exchange.profile.rawValue), "residents": .array(residents),
      "loading": .array(loading),
      "loads": .object(counts.map { JSON.Member(name: $0.key, value: .int($0.value)) }),
      "faults": .array(board), "generating": .int(await world.busy.count),
    ]
  }
}
