import NIOCore

/// Answers requests: finds their faults, their endpoint, and logs how it ended.
struct Responder: Sendable {
  let world: World
  let options: SimulatorOptions
  let pacing: any Pacing
  /// Closes the listening socket for so many simulated seconds.
  let restart: @Sendable (Double) async -> Void

  /// Answers the requests of one connection, then closes it.
  func serve(_ requests: AsyncStream<Request>, on channel: any Channel) async {
    var idle: Scheduled<Void>?
    for await request in requests {
      idle?.cancel()
      guard await answer(request, on: channel) else { break }
      idle = channel.eventLoop.scheduleTask(in: idleTimeout) { channel.close(promise: nil) }
    }
    idle?.cancel()
    channel.close(promise: nil)
  }

  /// llama.cpp writes a stream that has a name to its end.
  var outlives: @Sendable (Request) -> Bool {
    { [options] in options.profile.isLlamaCpp && LlamaCppStreams.name(of: $0) != nil }
  }

  /// Real time.
  private var idleTimeout: TimeAmount { .milliseconds(Int64(options.idleTimeout * 1000)) }

  /// Answers one request; false when the connection must not be used again.
  private func answer(_ request: Request, on channel: any Channel) async -> Bool {
    let json = request.body.isEmpty ? nil : request.json
    let prompt = Prompt(json: json)
    let isControl = request.path.hasPrefix("/simulator/")
    let faults = isControl ? FaultSet() : await self.faults(of: request, prompt: prompt)
    let number = isControl ? 0 : await world.opened(request, faults: faults)
    let outlet = Outlet(channel: channel)
    let exchange = Exchange(
      request: request, json: json, prompt: prompt, faults: faults, world: world,
      options: options, pacing: pacing, number: number, outlet: outlet)
    let clientLeft = await finish(exchange, isControl: isControl)
    if !isControl { await world.closed(number, status: outlet.status, clientLeft: clientLeft) }
    return exchange.keepsOpen
  }

  /// Runs the exchange to whatever end it has; true when the client left first.
  private func finish(_ exchange: Exchange, isControl: Bool) async -> Bool {
    do {
      if let refusal = Admission.refusal(exchange.request, options: options) {
        exchange.keepsOpen = false
        try await exchange.send(refusal)
      } else if isControl {
        try await ControlEndpoint(exchange: exchange).answer()
      } else {
        try await answer(exchange)
      }
      return false
    } catch is Outlet.Broken {
      exchange.keepsOpen = false
      return false
    } catch {
      exchange.keepsOpen = false
      return true
    }
  }

  private func answer(_ exchange: Exchange) async throws {
    if exchange.faults.contains(.staleKeepAlive), exchange.request.ordinal > 1 {
      exchange.keepsOpen = false
      return
    }
    if let fault = exchange.faults[.serverRestart] {
      exchange.keepsOpen = false
      return await restart(Double(fault.at ?? 2))
    }
    do {
      if let failure = FaultAnswer.failure(exchange) { throw failure }
      try Authorization.check(exchange)
      try await Routes.answer(exchange)
    } catch let failure as HTTPFailure {
      try await exchange.send(failure)
    }
  }

  private func faults(of request: Request, prompt: Prompt) async -> FaultSet {
    let asked = (request.field("x-simulate-fault") ?? "").split(separator: ",")
      .compactMap { Fault(parsing: $0.trimmed) }
    return await world.faults(
      asked: asked + prompt.faults, generates: Routes.generates(request))
  }
}
