import Support
import TUI
import Testing

@testable import App

/// What a user does, as a script to be read and replayed, and the picture it ends in.
///
/// A script's first line is the command that replays it with the program; here it runs with a demo that is 40
/// times faster.
@Suite("Flows", .serialized, .limit(minutes: 3))
struct FlowTests {
  static let flows = FlowFolder("Flows")

  @Test("There are scripts for what users do") func count() {
    #expect(Self.flows.names.count >= 40)
  }

  @Test("A script ends in its picture", arguments: flows.names)
  @ScreenActor
  func flow(_ name: String) async throws {
    let flow = try Self.flows.flow(name)
    #expect(flow.arguments.first == "--demo")
    let picture = try await flow.picture(try ChatCommand.parse(flow.arguments))
    try Self.flows.compare(picture, name)
  }
}
