import Engine
import Testing

@Suite("Paths from home")
struct HomePathTests {
  @Test(
    "Only a leading ~/ is the home folder, and only where there is one",
    arguments: [
      ("~/themes/x.toml", "/home/u", "/home/u/themes/x.toml"), ("~", "/home/u", "~"),
      ("~other/x", "/home/u", "~other/x"), ("a/~/x", "/home/u", "a/~/x"), ("~/x", "", "~/x"),
      ("~/x", nil, "~/x"),
    ] as [(String, String?, String)])
  func home(path: String, home: String?, meant: String) {
    #expect(path.fromHome(home) == meant)
  }
}
