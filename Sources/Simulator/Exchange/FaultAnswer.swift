/// Faults that answer instead of the endpoint.
enum FaultAnswer {
  static func failure(_ exchange: Exchange) -> HTTPFailure? {
    let profile = exchange.profile
    for fault in exchange.faults.faults {
      switch fault.name {
      case .unauthorized:
        return HTTPFailure(
          401, profile.isLMStudio ? LMStudioRefusal.token : CompatibleRefusal.key)
      case .forbidden:
        return HTTPFailure(
          403, LMStudioRefusal.invalid("This token may not do that.", code: "forbidden"))
      case .notFound: return HTTPFailure(404, CompatibleRefusal.cloudUnknown("that model"))
      case .unsupportedMedia:
        return HTTPFailure(415, ["error": "Content-Type must be application/json"])
      case .tooManyRequests:
        var failure = HTTPFailure(429, CompatibleRefusal.tooMany)
        failure.fields = [("Retry-After", String(fault.at ?? 2))]
        return failure
      case .serverErrorPage:
        return HTTPFailure(500, page: page("Internal Server Error"), type: html)
      case .badGateway:
        return HTTPFailure(502, page: "upstream connect error\n", type: "text/plain")
      case .pageInsteadOfJSON:
        return HTTPFailure(200, page: page("Sign in to the hotel network"), type: html)
      case .overflowOld: return HTTPFailure(400, overflowOld)
      case .overflowNew: return HTTPFailure(400, overflowNew)
      case .crash:
        return HTTPFailure(400, ["error": .string(crashMessage)])
      default: continue
      }
    }
    return nil
  }

  static let crashMessage =
    "The model has crashed without additional information. (Exit code: 18446744072635812000)"

  static var overflowOld: JSON {
    let sizes = "the model is loaded with context length of only 4096 tokens, which is not enough"
    let start =
      "Trying to keep the first 9000 tokens when context the overflows. However, \(sizes)."
    let advice =
      "Try to load the model with a larger context length, or provide a shorter input"
    return ["error": .string("\(start) \(advice)")]
  }

  static var overflowNew: JSON {
    LMStudioRefusal.error(
      "Context size has been exceeded.", type: "invalid_request_error", param: nil, code: nil)
  }

  private static let html = "text/html; charset=utf-8"

  private static func page(_ title: String) -> String {
    """
    <!DOCTYPE html>
    <html><head><title>\(title)</title></head>
    <body><h1>\(title)</h1></body></html>

    """
  }
}
