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
