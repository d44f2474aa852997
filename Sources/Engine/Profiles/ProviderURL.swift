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
    guard origin != nil, let start = base.firstRange(of: "://")?.upperBound else {
      return String(base)
    }
    let path = base[start...].drop { $0 != "/" }
    guard !path.isEmpty else { return location.isNear ? base + "/v1" : String(base) }
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
