/// `Content-Encoding` of an answer.
enum HTTPCoding {
  /// A coding that changes the bytes, which none was asked for to do; `nil` where there is none.
  ///
  /// `identity`, `none` and nothing at all mean the same, in any case: servers write them so that no
  /// proxy compresses a stream.
  static func unasked(in values: some Sequence<some StringProtocol>) -> String? {
    values.flatMap { $0.split(separator: ",") }.map { String($0).trimmed.lowercased() }
      .first { !["", "identity", "none"].contains($0) }
  }
}
