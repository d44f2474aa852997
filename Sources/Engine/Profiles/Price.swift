/// What a model's tokens cost: US dollars per million, as its provider's page says.
package struct Price: Equatable, Sendable {
  package var input: Double
  package var output: Double

  /// `nil` where the server did not count.
  package func cost(of usage: Usage) -> Double? {
    guard let read = usage.promptTokens, let written = usage.completionTokens else { return nil }
    return (Double(read) * input + Double(written) * output) / 1_000_000
  }
}
