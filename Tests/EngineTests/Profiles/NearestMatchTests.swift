import Testing

@testable import Engine

@Suite("Nearest match")
struct NearestMatchTests {
  @Test(
    "Distances",
    arguments: [
      ("", "", 0), ("a", "", 1), ("abc", "abd", 1), ("modle", "model", 1), ("kitten", "sitting", 3),
      ("base_url", "baseurl", 1),
    ])
  func distance(_ a: String, _ b: String, _ expected: Int) {
    #expect(NearestMatch.distance(a, b) == expected)
    #expect(NearestMatch.distance(b, a) == expected)
  }

  @Test(
    "A slip is found, a stranger is not",
    arguments: [
      ("modle", "model"), ("locl", "local"), ("model_reasoning_efort", "model_reasoning_effort"),
      ("tempratur", "temperature"), ("xyz", nil), ("", nil),
    ] as [(String, String?)])
  func nearest(_ word: String, _ expected: String?) {
    #expect(NearestMatch.of(word, among: KnownKeys.profile.union(["local", "cloud"])) == expected)
  }
}
