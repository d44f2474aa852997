import Engine
import Synchronization

/// What a recording wrote.
final class RecordedRace: Sendable {
  private let kept = Mutex<[UInt8]>([])
  var bytes: [UInt8] { kept.withLock { $0 } }

  func add(_ line: String) { kept.withLock { $0 += Array(line.utf8) } }

  /// Has what is asked and answered recorded from now on.
  func record(
    _ configuration: Configuration, over transport: any Transport,
    in services: inout EngineServices
  ) {
    let recording = Recording(redaction: Redaction(secrets: [])) { self.add($0) }
    recording.begin(configuration)
    services.recording = recording
    services.transport = RecordingTransport(transport, recording)
  }
}
