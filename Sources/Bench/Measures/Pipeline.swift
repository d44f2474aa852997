import Engine
import TUI

/// The program between the socket and the terminal, without either: bytes become deltas, deltas a
/// session, the session a picture. The same code in the same order as `MainLoop`, on one thread.
@ScreenActor
struct Pipeline {
  private(set) var session: Session
  private(set) var state: AppState
  private var decoder = ChatWire().decoder(for: ChatRequest(model: "m", messages: []))
  private var deltas: [Delta] = []
  private var now = Duration.zero
  private let screen: any Screen

  /// - Parameter turns: settled turns before the one that streams.
  init(screen: any Screen, turns: Int = 0) throws(EngineError) {
    self.screen = screen
    let source = ConfigurationSource(environment: [:]) { _ in nil }
    let configuration = try Configuration.load(source)
    let profile = configuration.activeProfile
    session = Session(
      profile: profile, profiles: configuration.profiles,
      server: ServerStatus(name: "bench", address: "127.0.0.1:1"))
    let from = Reply.Source(profile: profile.name, provider: "bench", requestedModel: "m")
    for number in 0...turns {
      var turn = Turn(
        id: Turn.ID(Int64(number)), prompt: Prompt("question \(number)"), reply: Reply(source: from)
      )
      turn.enter(.connect, at: .zero)
      session.transcript.live = turn
      guard number < turns else { break }
      session.transcript.live?.apply(.text("answer \(number), in **two** words\n"), at: .zero)
      session.transcript.live?.apply(.finish(.stop), at: .zero)
      session.transcript.settle()
    }
    state = AppState(session: session, size: Size(columns: 200, rows: 50))
  }

  /// What a read of the socket brought, as far as the engine takes it.
  mutating func receive(_ bytes: [UInt8]) {
    now += .milliseconds(33)
    decoder.decode(bytes, into: &deltas)
    for delta in deltas { session.transcript.live?.apply(delta, at: now) }
    session.lastLife = now
    session.revision += 1
    session.growths += 1
    deltas.removeAll(keepingCapacity: true)
  }

  /// A whole text at once, to start from.
  mutating func grow(_ delta: Delta) { session.transcript.live?.apply(delta, at: now) }

  mutating func take(_ event: Event) { _ = state.reduce(event) }

  /// A new turn, as if its prompt had just been sent.
  mutating func begin(_ prompt: Prompt) {
    session.transcript.live?.apply(.finish(.stop), at: now)
    session.transcript.settle()
    let source = Reply.Source(
      profile: session.profile.name, provider: "bench", requestedModel: "m")
    session.transcript.live = Turn(id: Turn.ID(-1), prompt: prompt, reply: Reply(source: source))
    session.revision += 1
  }

  mutating func show() {
    _ = state.reduce(.session(session))
    screen.present(state.frame())
  }
}
