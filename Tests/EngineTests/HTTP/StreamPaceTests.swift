import Testing

@testable import Engine

/// Deliveries at made-up moments.
@Suite("How long a stream is left to itself")
struct StreamPaceTests {
  private static let patience = Duration.milliseconds(21)

  /// The pace after something of a stream came so many milliseconds from the start.
  private func pace(
    after moments: [Int], of stream: Int? = 1, bytes: Int = 200
  ) -> StreamPace {
    var pace = StreamPace()
    for moment in moments {
      pace.record(
        StreamPace.Delivery(bytes: bytes, stream: stream), at: .milliseconds(moment),
        patience: Self.patience)
    }
    return pace
  }

  @Test("What comes twice within a pause is left to itself for the rest of it")
  func fast() {
    var pace = pace(after: [100, 105])
    #expect(pace.rest(at: .milliseconds(105)) == Self.patience)
    #expect(pace.rest(at: .milliseconds(120)) == .milliseconds(6))
    #expect(pace.rest(at: .milliseconds(126)) == .zero)
  }

  @Test(
    "The first word, and one after a longer gap, is followed by a read at once",
    arguments: [[100], [100, 111]])
  func slow(_ moments: [Int]) {
    var pace = pace(after: moments)
    #expect(pace.rest(at: .milliseconds(moments[moments.count - 1])) == .zero)
  }

  @Test(
    "A pause that brought one word was too long, one that brought two was not",
    arguments: [(230, false), (380, true)])
  func words(_ bytes: Int, _ isFast: Bool) {
    var pace = pace(after: [100, 110])
    #expect(pace.rest(at: .milliseconds(110)) > .zero)
    pace.record(
      StreamPace.Delivery(bytes: bytes, stream: 1), at: .milliseconds(131),
      patience: Self.patience)
    #expect((pace.rest(at: .milliseconds(131)) > .zero) == isFast)
  }

  @Test("Fifty words a second are read one by one")
  func fifty() {
    var pace = StreamPace()
    var waited: [Int] = []
    var read = 0
    for word in 1...100 where 20 * word > read {
      let pause = max(.zero, pace.rest(at: .milliseconds(read)))
      let now = max(20 * word, read + Int(pause / .milliseconds(1)))
      pace.record(
        StreamPace.Delivery(bytes: 200 * (now / 20 - read / 20), stream: 1), at: .milliseconds(now),
        patience: Self.patience)
      waited.append(now - 20 * word)
      read = now
    }
    #expect(waited.count > 90 && waited.allSatisfy { $0 == 0 })
  }

  @Test(
    "A pause goes on to the next word: as many bytes as came in the last, about as long as words are apart",
    arguments: [(4, 5, 4.5), (10, 2, 10.5), (3, 7, 2.5)])
  func nextWord(_ words: Int, _ apart: Int, _ next: Double) throws {
    var pace = pace(after: [100, 105])
    #expect(pace.rest(at: .milliseconds(105)) > .zero)
    // Each is 250 bytes on its way here.
    pace.waiting = 250 * words
    let now = 105 + words * apart
    pace.record(
      StreamPace.Delivery(bytes: 200 * words, stream: 1), at: .milliseconds(now),
      patience: Self.patience)
    #expect(pace.rest(at: .milliseconds(now)) == Self.patience)
    let over = Duration.milliseconds(now) + Self.patience
    #expect(pace.rest(at: over) == .zero)
    // Waited for no longer: what is left, and the extra, is less than nothing.
    let late = over + .milliseconds(2 * apart)
    #expect(try #require(pace.nextWord).extra + pace.rest(at: late) < .zero)
    #expect(pace.nextWord?.extra == .milliseconds(apart) + .milliseconds(apart) / 4)
    #expect(pace.nextWord?.bytes == Int(250 * next))
    pace.recordNothing()
    #expect(pace.nextWord == nil)
  }

  @Test("The first pause takes a word for as long as it was read")
  func firstPause() {
    let pace = pace(after: [100, 105])
    #expect(pace.nextWord?.bytes == 900)
    #expect(pace.nextWord?.extra == .milliseconds(6.25))
  }

  @Test("Nothing is waited for where one word is not worth it, or none came before")
  func noNextWord() {
    var dense = pace(after: [100, 105])
    #expect(dense.rest(at: .milliseconds(105)) > .zero)
    dense.record(
      StreamPace.Delivery(bytes: 200 * 21, stream: 1), at: .milliseconds(126),
      patience: Self.patience)
    #expect(dense.rest(at: .milliseconds(126)) > .zero)
    #expect(dense.nextWord == nil)
    #expect(pace(after: [100]).nextWord == nil)
    #expect(pace(after: [100, 101], bytes: 2000).nextWord == nil)
    #expect(pace(after: [100, 105], of: nil).nextWord == nil)
  }

  @Test("A head, two that take turns, and a flood are no stream to wait for")
  func others() {
    var heads = pace(after: [100, 101], of: nil)
    #expect(heads.rest(at: .milliseconds(101)) == .zero)
    var other = pace(after: [100, 101])
    other.record(
      StreamPace.Delivery(bytes: 200, stream: 2), at: .milliseconds(102),
      patience: Self.patience)
    #expect(other.rest(at: .milliseconds(102)) == .zero)
    var flood = pace(after: [100, 101], bytes: 20_000)
    #expect(flood.rest(at: .milliseconds(101)) == .zero)
  }

  @Test("What is too fast for the kernel to hold is left to itself for a moment only")
  func hasty() {
    var pace = pace(after: [100, 101], bytes: 2000)
    for moment in [101, 103, 105] {
      #expect(pace.rest(at: .milliseconds(moment)) == .milliseconds(2))
      pace.record(
        StreamPace.Delivery(bytes: 2000, stream: 1), at: .milliseconds(moment + 2),
        patience: Self.patience)
    }
  }

  @Test("After a read that brought nothing the next word is awaited")
  func nothing() {
    var pace = pace(after: [100, 105])
    #expect(pace.rest(at: .milliseconds(105)) > .zero)
    pace.recordNothing()
    #expect(pace.rest(at: .milliseconds(106)) == .zero)
  }
}
