import NIOCore
import NIOHTTP1
import NIOPosix

/// A language model server on loopback that imitates another one to the byte, faults included.
///
/// ```swift
/// let simulator = Simulator(SimulatorOptions(speed: .infinity))
/// let port = try await simulator.start()
/// …
/// await simulator.stop()
/// ```
package actor Simulator {
  private let options: SimulatorOptions
  private let world: World
  private let pacing: any Pacing
  /// Shared with the whole process, so that a simulator costs no thread of its own.
  private let group = MultiThreadedEventLoopGroup.singleton
  private var listener: (any Channel)?
  private var boundPort: Int?
  private var clients: [ObjectIdentifier: any Channel] = [:]
  private var acceptsClients = false
  private var isStopped = false

  package init(_ options: SimulatorOptions = SimulatorOptions()) {
    self.options = options
    world = World(options: options)
    pacing = options.chosenPacing
  }

  /// Listens on 127.0.0.1 and returns the port; throws when the port is taken.
  @discardableResult
  package func start() async throws -> Int {
    if let boundPort, listener != nil { return boundPort }
    isStopped = false
    if options.startsAfter > 0 { try await pacing.wait(options.startsAfter) }
    try await listen(on: options.port)
    await world.startUp()
    return boundPort ?? 0
  }

  /// Cuts every connection, frees the port and forgets what was loaded.
  package func stop() async {
    guard !isStopped else { return }
    isStopped = true
    await hangUp()
    await world.shutDown()
  }

  // MARK: What tests ask

  /// Every request so far, oldest first; control requests are not among them.
  package var log: [LoggedRequest] {
    get async { await world.log }
  }

  /// What the server would have written to its own log.
  package var lines: [String] {
    get async { await world.lines }
  }

  /// How many loads of that key have begun.
  package func loads(of key: String) async -> Int {
    await world.loadCounts[key] ?? 0
  }

  /// How many loads of each key have begun.
  package var loadCounts: [String: Int] {
    get async { await world.loadCounts }
  }

  /// The models in memory, in order of loading.
  package var residents: [ModelInstance] {
    get async { await world.residents() }
  }

  /// Turns a fault on for the next `times` requests it fits, or for all; `forReplies`: only for
  /// those that ask for a reply.
  package func post(_ fault: Fault, times: Int? = nil, forReplies: Bool = false) async {
    await world.post(fault, times: times, forReplies: forReplies)
  }

  /// Takes back the faults that were turned on.
  package func clearFaults() async { await world.clearFaults() }

  /// Removes an instance as if its time had run out.
  package func evict(_ id: String) async { await world.drop(id) }

  /// Back to the first moment, with an empty log.
  package func reset() async { await world.reset() }

  // MARK: Listening

  private func listen(on port: Int) async throws {
    let responder = Responder(
      world: world, options: options, pacing: pacing,
      restart: { [weak self] in await self?.restart(after: $0) })
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 64)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { [weak self] channel in
        channel.eventLoop.makeCompletedFuture {
          let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)
          try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(decoder),
            Connection(outlives: responder.outlives) { await responder.serve($0, on: $1) })
          Task { await self?.welcome(channel) }
        }
      }
    acceptsClients = true
    let channel: any Channel
    do {
      channel = try await bootstrap.bind(host: options.host, port: port).get()
    } catch let error as IOError {
      throw CannotListen(code: error.errnoCode)
    }
    listener = channel
    boundPort = channel.localAddress?.port
  }

  private func welcome(_ channel: any Channel) {
    guard acceptsClients else { return channel.close(promise: nil) }
    clients[ObjectIdentifier(channel)] = channel
    channel.closeFuture.whenComplete { [weak self] _ in
      Task { await self?.forget(channel) }
    }
  }

  private func forget(_ channel: any Channel) { clients[ObjectIdentifier(channel)] = nil }

  private func hangUp() async {
    acceptsClients = false
    try? await listener?.close().get()
    listener = nil
    for client in clients.values { client.close(promise: nil) }
    clients = [:]
  }

  /// The `server-restart` fault: gone for a while, then back with nothing remembered.
  private func restart(after seconds: Double) async {
    guard let boundPort else { return }
    await hangUp()
    await world.forget()
    // The request that asked for this is cancelled with its connection; the pause is not.
    let pacing = pacing
    try? await Task { try await pacing.wait(seconds) }.value
    guard !isStopped else { return }
    try? await listen(on: boundPort)
    await world.startUp()
  }
}
