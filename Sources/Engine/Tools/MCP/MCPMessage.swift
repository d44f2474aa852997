/// One message of JSON-RPC 2.0 as MCP speaks it: an object on a line of its own.
enum MCPMessage: Equatable, Sendable {
  /// To a request of ours. A server's own requests have ids of their own, which may be the same numbers.
  case answer(id: Int, JSON)
  case refusal(id: Int, MCPFault)
  /// A request of the server; its id goes back as it came.
  case request(id: JSON, method: String, JSON)
  case notification(method: String, JSON)

  /// `nil` for what is no message: banners and whatever else programs print.
  init?(_ json: JSON) {
    guard json.object != nil else { return nil }
    if let method = json["method"]?.string {
      if let id = json["id"] {
        self = .request(id: id, method: method, json["params"] ?? [:])
      } else {
        self = .notification(method: method, json["params"] ?? [:])
      }
    } else if let id = json["id"]?.identity {
      if let error = json["error"] {
        self = .refusal(id: id, MCPFault(error))
      } else if let result = json["result"] {
        self = .answer(id: id, result)
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  static func request(_ id: Int, _ method: String, _ parameters: JSON) -> JSON {
    ["jsonrpc": "2.0", "id": .int(id), "method": .string(method), "params": parameters]
  }

  static func notification(_ method: String, _ parameters: JSON? = nil) -> JSON {
    var json: JSON = ["jsonrpc": "2.0", "method": .string(method)]
    json["params"] = parameters
    return json
  }

  static func answer(to id: JSON, _ result: JSON) -> JSON {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  static func noMethod(_ id: JSON) -> JSON {
    refusal(of: id, MCPFault.noMethod, "Method not found")
  }

  static func refusal(of id: JSON, _ code: Int, _ words: String) -> JSON {
    ["jsonrpc": "2.0", "id": id, "error": ["code": .int(code), "message": .string(words)]]
  }
}

/// An error of the protocol, or the end of the connection it came over.
package struct MCPFault: Error, Equatable, Sendable {
  package var code: Int
  package var message: String
  /// More of it, where the server sends a text.
  package var detail: String?
  var isSilence = false

  static let noMethod = -32601
  static let badRequest = -32600
  static let badParameters = -32602
  /// The server speaks other versions (2026-07-28).
  static let otherVersion = -32022

  init(_ json: JSON) {
    code = json["code"]?.identity ?? 0
    message = json["message"]?.string ?? ""
    detail = json["data"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// - Parameter isSilence: no answer came in time.
  init(code: Int = 0, message: String, isSilence: Bool = false) {
    self.code = code
    self.message = message
    self.isSilence = isSilence
  }
}
