import Testing

@testable import TUI

@Suite("A dropped file is told from pasted text")
struct DroppedFilesTests {
  @Test(
    "Paths as terminals paste them",
    arguments: [
      ("/home/a/x.txt", ["/home/a/x.txt"]),
      ("'/home/a/my file.txt'", ["/home/a/my file.txt"]),
      ("\"/home/a/my file.txt\" ", ["/home/a/my file.txt"]),
      ("/home/a/my\\ file.txt", ["/home/a/my file.txt"]),
      ("/home/a/it\\'s.txt", ["/home/a/it's.txt"]),
      ("file:///home/a/my%20file.txt", ["/home/a/my file.txt"]),
      ("file://host/home/a/x.txt", ["/home/a/x.txt"]),
      ("/a/1 /a/2\n/a/3", ["/a/1", "/a/2", "/a/3"]),
      ("~/x.png", ["~/x.png"]),
    ])
  func dropped(_ text: String, _ paths: [String]) {
    #expect(DroppedFiles.paths(in: text) == paths)
  }

  @Test(
    "All else is text",
    arguments: [
      "", " ", "a.txt", "see /home/a/x.txt", "/home/a/x.txt please", "'/open", "/", "\\",
      "https://example.com/a", "file://nothing", "// a comment", "it's", "/a\\",
      String(repeating: "/a ", count: 21),
    ])
  func text(_ text: String) {
    #expect(DroppedFiles.paths(in: text) == nil)
  }
}
