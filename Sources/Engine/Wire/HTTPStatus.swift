/// A status as the first line of an answer writes it: `404 Not Found`.
enum HTTPStatus {
  static func line(_ status: Int) -> String {
    reasons[status].map { "\(status) \($0)" } ?? String(status)
  }

  /// RFC 9110, and 429 of RFC 6585: what LM Studio and the proxies before it send.
  private static let reasons = [
    301: "Moved Permanently", 302: "Found", 307: "Temporary Redirect", 308: "Permanent Redirect",
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 407: "Proxy Authentication Required", 408: "Request Timeout",
    409: "Conflict", 413: "Content Too Large", 422: "Unprocessable Content",
    429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented",
    502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
  ]
}
