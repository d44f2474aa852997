import Engine
import Testing

@Suite("Times of foreign files")
struct CivilTimeTests {
  @Test(
    "A time is read to the millisecond, whatever the digits of its second",
    arguments: [
      ("1970-01-01T00:00:01.5Z", 1500), ("1970-01-01T00:00:01.123456Z", 1123),
      ("1970-01-01T00:00:01Z", 1000), ("1970-01-02", 86_400_000),
    ] as [(String, Int64)])
  func fraction(_ text: String, _ milliseconds: Int64) {
    #expect(CivilTime.milliseconds(text) == milliseconds)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "29999996-1-2", "99999999999999999999-1-1", "2026-13-01", "2026-01-01T24:00:00Z",
      "2026-01-01T00:60:00Z", "2026-01-01T00:00:99999999999999999Z",
    ])
  func nonsense(_ text: String) {
    #expect(CivilTime.milliseconds(text) == nil)
  }

  @Test("A time far ahead gives an id like any other")
  func farAhead() {
    #expect(Turn.ID.dated(.max).rawValue > Turn.ID.dated(1_800_000_000_000).rawValue)
  }
}
