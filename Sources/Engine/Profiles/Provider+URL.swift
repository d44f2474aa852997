/// Addresses below a provider's base URL, however that was written.
extension Provider {
  /// The address of a path below the base URL: one slash between them, the query parameters behind,
  /// and no `/v1` twice.
  package func url(_ path: String) -> String {
    var path = path.drop { $0 == "/" }
    let base = tidyBase
    if path.hasPrefix("v1/"), base.hasSuffix("/v1") { path = path.dropFirst(3) }
    let written = queryParameters.map {
      PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value)
    }
    let query = (baseQuery + written).joined(separator: "&")
    return query.isEmpty ? "\(base)/\(path)" : "\(base)/\(path)?\(query)"
  }

  /// The address of a path that stands beside `/v1`, not below it: `/api/v1/chat`, `/props`.
  /// Query parameters and the prefix of a proxy go along.
  package func rootURL(_ path: String) -> String {
    let below = url(path)
    guard let end = below.firstRange(of: "/v1/\(path.drop { $0 == "/" })") else { return below }
    var root = below
    root.removeSubrange(end.lowerBound..<below.index(end.lowerBound, offsetBy: 3))
    return root
  }

  /// The base without query, trailing slashes or an endpoint that was pasted along.
  ///
  /// A local server named without any path means its OpenAI API, which LM Studio, llama.cpp, Ollama
  /// and vLLM all serve below `/v1`. Elsewhere the base stays as it is: some clouds have no `/v1`.
  private var tidyBase: String {
    var base = baseURL.prefix { $0 != "?" && $0 != "#" }
    base = base.withoutSlashes
    for endpoint in ["/chat/completions", "/responses", "/models"] where base.hasSuffix(endpoint) {
      base = base.dropLast(endpoint.count).withoutSlashes
    }
    guard let origin, let start = base.firstRange(of: "://")?.upperBound else {
      return String(base)
    }
    let path = base[start...].drop { $0 != "/" }
    guard !path.isEmpty else { return origin.isLoopback ? base + "/v1" : String(base) }
    let segments = path.split(separator: "/")
    return base[..<path.startIndex] + segments.map { "/" + $0 }.joined()
  }

  /// What stood behind a `?` in the base.
  private var baseQuery: [String] {
    let beforeFragment = baseURL.prefix { $0 != "#" }
    let query = beforeFragment.drop { $0 != "?" }.dropFirst()
    return query.isEmpty ? [] : [String(query)]
  }
}

/// `user:password@` in an address.
enum UserInfo {
  /// The address without it, and what it says, its percent-encoding undone.
  static func split(_ url: String) -> (url: String, credentials: String?) {
    guard let written = written(in: url), let place = url.firstRange(of: written + "@") else {
      return (url, nil)
    }
    var bare = url
    bare.removeSubrange(place)
    return (bare, PercentEncoding.decode(written))
  }

  /// As it stands between `://` and the `@` before the host.
  static func written(in url: String) -> String? {
    guard let mark = url.firstRange(of: "://") else { return nil }
    let authority = url[mark.upperBound...].prefix { !"/?#\" ".contains($0) }
    guard let at = authority.lastIndex(of: "@"), at > authority.startIndex else { return nil }
    return String(authority[..<at])
  }
}

extension Substring {
  fileprivate var withoutSlashes: Substring {
    var text = self
    while text.last == "/" { text.removeLast() }
    return text
  }
}

/// RFC 3986 percent-encoding of one query component.
package enum PercentEncoding {
  package static func decode(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let code = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), code.utf8.count == 2, let value = UInt8(code, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func encode(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || "-._~".utf8.contains(byte)
      if isPlain {
        encoded.unicodeScalars.append(scalar)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
  }
}
