/// Who may speak to the simulator: programs of this machine, and no page of a browser.
///
/// A page can send simple requests anywhere, and reach this machine under a name of its own (DNS rebinding).
/// So the `Host` is this machine's, and nothing comes from another origin. The endpoints that steer ask for
/// the token that only who started the simulator has seen.
enum Admission {
  /// Bytes of a body that are taken; a conversation with pictures has some ten million.
  static let largestBody = 64 << 20

  /// Why the request is refused; nil lets it in.
  static func refusal(_ request: Request, options: SimulatorOptions) -> HTTPFailure? {
    if let host = request.field("host"), !isHere(host), !isListener(host, options) {
      return HTTPFailure(403, ["error": "This server answers to this machine's own names only."])
    }
    if let origin = request.field("origin"), !isHere(origin.drop { $0 != "/" }.drop { $0 == "/" }) {
      return HTTPFailure(403, ["error": "No page of another origin may ask this server."])
    }
    if request.field("sec-fetch-site") == "cross-site" {
      return HTTPFailure(403, ["error": "No page of another origin may ask this server."])
    }
    if request.isTooLarge { return HTTPFailure(413, ["error": "The body is over 64 MB."]) }
    if request.path.hasPrefix("/simulator/"), let token = options.controlToken,
      request.field("x-simulator-token") != token
    {
      return HTTPFailure(
        401, ["error": "X-Simulator-Token must be the token printed at the start."])
    }
    return nil
  }

  /// The address that it was told to listen at.
  private static func isListener(_ authority: String, _ options: SimulatorOptions) -> Bool {
    authority == options.host || authority.hasPrefix(options.host + ":")
  }

  /// `localhost:1234`, `127.0.0.1`, `[::1]:80`
  private static func isHere(_ authority: some StringProtocol) -> Bool {
    let name =
      authority.hasPrefix("[")
      ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" } + ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    return isNumber || name.lowercased() == "localhost" || name == "[::1]"
  }
}
