import Support
import Testing

@testable import Engine

@Suite("What a benchmark found")
struct BenchResultTests {
  private static func result(
    _ change: (inout BenchResult) -> Void = { _ in }
  ) throws -> BenchResult {
    let line =
      #"{"at":1790000000000,"profile":"p","provider":"box","model":"m","prompts":"abc","replies":6,"#
      + #""failures":1,"quantization":"Q4_K_M","window":8192,"first_token_cold":2,"first_token_warm":0.5,"#
      + #""reading":400,"writing":40,"load":6,"cost":0.002,"joules":31}"#
    var result = try #require(BenchResult(line: line))
    change(&result)
    return result
  }

  @Test("It is kept as a line, and read as it was")
  func line() throws {
    let result = try Self.result { $0.isWritingEstimate = true }
    #expect(BenchResult(line: result.line) == result)
    #expect(result.firstWarm == 0.5 && result.energy == 31 && result.window == 8192)
    #expect(BenchResult(line: "{\"at\":1}") == nil)
    #expect(BenchResult(line: "{") == nil)
  }

  @Test("A change says by how much, and what is not as it was")
  func change() throws {
    let then = try Self.result { $0.processorShare = 0 }
    let now = try Self.result {
      $0.writing = 35
      $0.reading = 404
      $0.firstCold = 3
      $0.quantization = "Q8_0"
      $0.window = 16384
      $0.processorShare = 20
      $0.prompts = "xyz"
    }
    let change = BenchChange(now, since: then)
    #expect(change.slower.map(\.measure) == [.writing, .firstCold])
    #expect(change.slower.map(\.percent) == [13, 50])
    #expect(
      change.differences == [
        .quantization("Q4_K_M"), .window(8192), .processorShare(0), .prompts,
      ])
    #expect(BenchChange(then, since: then).slower.isEmpty)
    #expect(BenchChange(then, since: then).differences.isEmpty)
    let back = BenchChange(then, since: now)
    #expect(back.slower.map(\.percent) == [-14, -33])
  }

  @Test("A figure that one run lacks is not compared")
  func missing() throws {
    let now = try Self.result {
      $0.reading = nil
      $0.processorShare = 20
    }
    let then = try Self.result { $0.writing = 0 }
    #expect(BenchChange(now, since: then).slower.isEmpty)
    #expect(BenchChange(now, since: then).differences.isEmpty)
  }

  @Test("The run before is the profile's last with the same prompts, else its last")
  func last() throws {
    let results = [
      try Self.result { $0.at = 1 }, try Self.result { ($0.at, $0.prompts) = (2, "xyz") },
      try Self.result { ($0.at, $0.profile) = (3, "other") },
      try Self.result { ($0.at, $0.replies) = (4, 0) },
    ]
    let now = try Self.result()
    #expect(BenchChange.last(results, before: now)?.at == 1)
    #expect(BenchChange.last(Array(results.dropFirst()), before: now)?.at == 2)
    #expect(BenchChange.last([results[2], results[3]], before: now) == nil)
  }
}
