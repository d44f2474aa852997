import Foundation
import Synchronization

/// A server that says exactly the bytes a test wants, also those no server should say.
package final class RawServer: Sendable {
  /// One connection: what was asked, and a way to answer.
  package struct Exchange: Sendable {
    /// The head of the request and what came with it.
    package let request: String
    fileprivate let descriptor: Int32

    /// Sends bytes; `false` once the client is gone.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }

    @discardableResult
    package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Returns once the client has closed its end.
    package func waitUntilGone() {
      var byte: UInt8 = 0
      while recv(descriptor, &byte, 1, 0) > 0 {}
    }

    /// A whole answer.
    package func answer(_ status: String, _ fields: [String] = [], body: String = "") {
      let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"]
      send((head + fields).joined(separator: "\r\n") + "\r\n\r\n" + body)
    }
  }

  package let port: Int
  private let listener: Int32
  private let asked = Mutex<[String]>([])

  /// The requests so far.
  package var requests: [String] { asked.withLock { $0 } }

  package init(_ answer: @escaping @Sendable (Exchange) -> Void) {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    port = withUnsafeMutablePointer(to: &address) { [listener] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        precondition(bind(listener, address, length) == 0)
        precondition(getsockname(listener, address, &length) == 0)
        precondition(listen(listener, 16) == 0)
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
    Thread.detachNewThread { [self, listener] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        Thread.detachNewThread {
          let request = Self.request(connection)
          self.asked.withLock { $0.append(request) }
          answer(Exchange(request: request, descriptor: connection))
          close(connection)
        }
      }
    }
  }

  /// Takes no more connections.
  package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  deinit { close(listener) }

  private static func request(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      let length = text.lowercased().range(of: "content-length: ").flatMap { place in
        Int(text[place.upperBound...].prefix { $0.isNumber })
      }
      if text[end.upperBound...].utf8.count >= length ?? 0 { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
