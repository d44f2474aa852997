/// An answer other than the one asked for, thrown before the head has gone out.
struct HTTPFailure: Error {
  var status: Int
  var body: Body
  var fields: [(String, String)] = []

  enum Body: Sendable {
    case json(JSON)
    case page(String, type: String)
  }

  init(_ status: Int, _ json: JSON) {
    self.status = status
    body = .json(json)
  }

  init(_ status: Int, page: String, type: String) {
    self.status = status
    body = .page(page, type: type)
  }

  /// The message inside, wherever the shape keeps it.
  var message: String {
    guard case .json(let json) = body else { return "Unknown error" }
    return json["error"]?["message"]?.text ?? json["error"]?.text ?? json["message"]?.text
      ?? "Unknown error"
  }
}

/// Why a reply ends before its time, after its first bytes have gone out.
struct Interruption: Error {
  /// How the error stands in an SSE frame of LM Studio.
  enum Shape { case object, string, duplicate }

  var message: String
  var shape: Shape = .object
  var type = "internal_error"
}

enum StatusLine {
  static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 415: "Unsupported Media Type"
    case 429: "Too Many Requests"
    case 500: "Internal Server Error"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    default: "Unknown"
    }
  }
}
