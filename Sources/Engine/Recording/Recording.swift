import Synchronization

/// Where a recording goes, line by line, from any task.
package final class Recording: Sendable {
  /// What a reader must understand.
  package static let version = 2

  private let write: @Sendable (String) -> Void
  private let known: Mutex<Redaction>
  private let time: Timekeeper
  private let lastID = Mutex(0)

  /// - Parameter write: takes one line with its end; must put lines in order.
  package init(
    redaction: Redaction, time: Timekeeper = Timekeeper(ContinuousClock()),
    write: @escaping @Sendable (String) -> Void
  ) {
    known = Mutex(redaction)
    self.time = time
    self.write = write
  }

  var redaction: Redaction { known.withLock { $0 } }

  /// A key that came to be known meanwhile: a token that `auth.command` printed.
  func learn(_ secret: String) { known.withLock { $0.learn([secret]) } }

  /// The first line: what a replay needs to know of the configuration, without any key.
  package func begin(_ configuration: Configuration) {
    let redaction = redaction
    let providers = configuration.providers.map { provider -> JSON in
      [
        "id": .string(provider.id), "name": .string(provider.name),
        "base_url": .string(redaction.clean(provider.baseURL)),
        "wire_api": .string(provider.wireAPI.rawValue),
      ]
    }
    let profiles = configuration.profiles.map { profile -> JSON in
      [
        "name": .string(profile.name), "model_provider": .string(profile.providerID),
        "model": .string(profile.model),
      ]
    }
    var fields: JSON = [
      "version": .int(Self.version), "profile": .string(configuration.activeProfile.name),
      "providers": .array(providers), "profiles": .array(profiles),
    ]
    let servers = configuration.everyToolServer
    if !servers.isEmpty { fields["tool_servers"] = .array(servers.map(Self.server)) }
    line("start", fields)
  }

  /// What the user asked for, where a replay must do the same.
  package func record(_ command: EngineCommand, in session: Session) {
    guard let (event, fields) = CommandRecord.line(of: command, session, redaction) else { return }
    line(event, fields)
  }

  func begin(_ request: HTTPRequest) -> Int {
    let id = nextID()
    write(id, "request") { redaction in
      var fields: JSON = [
        "method": .string(request.method.rawValue), "url": .string(redaction.clean(request.url)),
        "headers": Self.headers(request.headers, redaction),
      ]
      if !request.body.isEmpty {
        fields["body"] = .string(
          redaction.clean(String(decoding: request.body, as: UTF8.self)))
      }
      return fields
    }
    return id
  }

  /// Exchanges and calls count together.
  func nextID() -> Int {
    lastID.withLock { last in
      last += 1
      return last
    }
  }

  func write(_ id: Int, _ event: String, _ fields: (Redaction) -> JSON) {
    write(id, event, at: time.now, fields(redaction))
  }

  /// Bytes of an answer's body, which came a moment ago.
  func write(_ id: Int, _ chunks: [KeyWatch.Chunk]) {
    for chunk in chunks { write(id, "bytes", at: chunk.at, Self.data(chunk.bytes, redaction)) }
  }

  /// The moment, as the recording counts.
  var now: Duration { time.now }

  private func write(_ id: Int, _ event: String, at moment: Duration, _ fields: JSON) {
    var all: JSON = ["id": .int(id)]
    for member in fields.object ?? [] { all[member.key] = member.value }
    line(event, all, at: moment)
  }

  func line(_ event: String, _ fields: JSON, at moment: Duration? = nil) {
    let (seconds, attoseconds) = (moment ?? time.now).components
    let moment = Double(seconds * 1000 + attoseconds / 1_000_000_000_000_000) / 1000
    var json: JSON = ["t": .double(moment), "event": .string(event)]
    for member in fields.object ?? [] { json[member.key] = member.value }
    write(json.text + "\n")
  }

  static func headers(_ headers: [HTTPHeader], _ redaction: Redaction) -> JSON {
    let secret = [
      "authorization", "api-key", "x-api-key", "cookie", "set-cookie", "proxy-authorization",
    ]
    return .object(
      headers.map { header in
        let isSecret = secret.contains(header.name.lowercased())
        return JSON.Member(
          header.name, .string(isSecret ? Redaction.mark : redaction.clean(header.value)))
      })
  }

  static func data(_ bytes: [UInt8], _ redaction: Redaction) -> JSON {
    if let text = String(validating: bytes, as: UTF8.self) {
      return ["data": .string(redaction.clean(text))]
    }
    return ["base64": .string(Base64.encode(bytes))]
  }
}
