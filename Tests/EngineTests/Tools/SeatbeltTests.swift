import Testing

@testable import Engine

@Suite("The sandbox of macOS, in its words")
struct SeatbeltTests {
  private let sandbox = Sandbox(
    root: "/project", writable: ["/project", "/a \"b\""],
    guarded: [.init("/project/.git", isMissing: true)],
    masks: [.init("/home/.ssh", isFolder: true), .init("/home/.netrc", isFolder: false)],
    hasNetwork: false)

  @Test("What is denied stands after what is allowed, since the later rule wins")
  func order() throws {
    let lines = sandbox.seatbeltProfile.split(separator: "\n").map(String.init)
    #expect(lines.prefix(2) == ["(version 1)", "(deny default)"])
    let place = { (line: String) in try #require(lines.firstIndex(of: line)) }
    let written = try place(#"(allow file-write* (subpath "/project"))"#)
    #expect(try place(#"(deny file-write* (subpath "/project/.git"))"#) > written)
    let read = try place("(allow file-read*)")
    #expect(try place(#"(deny file-read* file-write* (subpath "/home/.ssh"))"#) > read)
    #expect(try place(#"(deny file-read* file-write* (literal "/home/.netrc"))"#) > read)
  }

  @Test("A path with quotes stays one text")
  func quotes() {
    #expect(sandbox.seatbeltProfile.contains(#"(subpath "/a \"b\"")"#))
  }

  @Test("The network is there only where it is allowed")
  func network() {
    #expect(!sandbox.seatbeltProfile.contains("network"))
    var open = sandbox
    open.hasNetwork = true
    #expect(open.seatbeltProfile.contains("(allow network-outbound)"))
  }
}
