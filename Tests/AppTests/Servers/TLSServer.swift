import Foundation

/// A server behind a self-signed certificate, for `localhost`.
final class TLSServer: Sendable {
  /// The certificate's file.
  static let certificate = fixture("self-signed.pem")

  let port: Int
  private let process: pid_t

  private struct Failed: Error {}

  private static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/\(name)").standardizedFileURL.path
  }

  /// - Parameter breaksHandshake: closes each connection before it is secure.
  init(body: String, breaksHandshake: Bool = false) async throws {
    let answer =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n" + body
    let file = NSTemporaryDirectory() + "codex-tui-tls-\(UUID().uuidString)"
    try Data(answer.utf8).write(to: URL(fileURLWithPath: file))
    defer { unlink(file) }
    let words = [
      "exec", "python3", Self.fixture("tls-server"), Self.certificate,
      Self.fixture("self-signed-key.pem"), breaksHandshake ? "break" : "answer", "<", file,
    ]
    // Only its first line is read; it goes on until it is told to end.
    guard let pipe = popen(words.joined(separator: " "), "r") else { throw Failed() }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, 64, pipe) != nil else { throw Failed() }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard numbers.count == 2 else { throw Failed() }
    (port, process) = (numbers[0], pid_t(numbers[1]))
  }

  func stop() async {
    // It may have been born deaf to the gentle ones, as this process is while it tests them.
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }
}
