import NIOCore
import NIOHTTP1

/// One request as it came over the wire.
struct Request: Sendable {
  var method: String
  /// The target as sent: `/v1/models?x=1`.
  var target: String
  var fields: [(name: String, value: String)]
  var body: [UInt8]
  /// 1 for the first request of its connection.
  var ordinal: Int
  var keepsAlive: Bool
  /// More came than is taken; `body` is empty.
  var isTooLarge = false

  /// The path without its query.
  var path: String {
    String(target.prefix { $0 != "?" })
  }

  /// What stands after `?`, or nothing.
  var query: String {
    String(target.drop { $0 != "?" }.dropFirst())
  }

  /// A parameter of the query, as sent.
  func parameter(_ name: String) -> String? {
    let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
    return pairs.first { $0.first.map(String.init) == name }.map {
      $0.count > 1 ? String($0[1]) : ""
    }
  }

  /// `GET /v1/models`
  var line: String { "\(method) \(path)" }

  /// The first field of that name, in any case of letters.
  func field(_ name: String) -> String? {
    let wanted = name.lowercased()
    return fields.first { $0.name.lowercased() == wanted }?.value
  }

  /// The body as JSON; nil when it is none.
  var json: JSON? { JSON(parsing: body) }
}

extension Request {
  init(head: HTTPRequestHead, body: ByteBuffer, ordinal: Int, isTooLarge: Bool) {
    self.init(
      method: head.method.rawValue, target: head.uri,
      fields: head.headers.map { (name: $0.name, value: $0.value) },
      body: Array(body.readableBytesView), ordinal: ordinal,
      keepsAlive: head.isKeepAlive && !isTooLarge, isTooLarge: isTooLarge)
  }
}
