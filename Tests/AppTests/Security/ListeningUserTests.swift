import CProgram
import Foundation
import Support
import Testing

@testable import App

@Suite("Whose program listens")
struct ListeningUserTests {
  /// As the kernel writes it (`proc(5)`), a listener of user 1001 on port 1234 and a connection of user 1002.
  private static let table = """
      sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
       0: 0100007F:04D2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 21 1 0 100 0 0 10 0
       1: 0100007F:1F90 0100007F:04D2 01 00000000:00000000 00:00000000 00000000  1002        0 22 1 0 20 4 30 10 -1

    """

  @Test("The listener's owner, and none for a connection or another port")
  func owner() throws {
    let path = NSTemporaryDirectory() + "codex-tui-table-\(UUID().uuidString)"
    try Self.table.write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    #expect(ListeningUser.user(listeningOn: 1234, inTable: path) == 1001)
    #expect(ListeningUser.user(listeningOn: 8080, inTable: path) == nil)
    #expect(ListeningUser.user(listeningOn: 1234, inTable: path + "-none") == nil)
  }

  #if os(Linux)
    @Test(
      "The kernel knows who listens, on either family, and of no other port",
      arguments: [AF_INET, AF_INET6])
    func kernel(_ family: Int32) throws {
      let listener = socket(family, Int32(SOCK_STREAM.rawValue), 0)
      try #require(listen(listener, 1) == 0, "\(errno)")
      var address = sockaddr_in6()
      var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
      let isNamed = withUnsafeMutableBytes(of: &address) {
        getsockname(listener, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, &size) == 0
      }
      try #require(isNamed)
      // Both kinds of address have the port in the same place.
      let port = Int(UInt16(bigEndian: address.sin6_port))
      var user: uid_t = 4711
      #expect(codex_tui_listener(UInt32(port), &user) == 1)
      #expect(user == getuid())
      #expect(ListeningUser.user(listeningOn: port) == getuid())
      #expect(
        ListeningUser.user(
          listeningOn: port, inTable: "/proc/net/tcp\(family == AF_INET ? "" : "6")") == getuid())
      close(listener)
      #expect(codex_tui_listener(UInt32(port), &user) == 0)
    }
  #endif

  @Test("Nothing behind the listener is waited for", .limit(minutes: 1))
  func noFurther() {
    let path = NSTemporaryDirectory() + "codex-tui-table-\(UUID().uuidString)"
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    // A table without an end.
    let table = open(path, O_RDWR | O_CLOEXEC)
    defer { close(table) }
    let text = Array(Self.table.utf8)
    #expect(write(table, text, text.count) == text.count)
    #expect(ListeningUser.user(listeningOn: 1234, inTable: path) == 1001)
  }

  @Test("People are strangers; the system, ourselves and the user without a number are not")
  func unknownKeys() {
    #expect(ListeningUser.isStranger(1001, me: 1000))
    for user in [0, 105, 999, 1000, 65534] as [UInt32] {
      #expect(!ListeningUser.isStranger(user, me: 1000))
    }
  }
}
