// In place of the files that import SwiftNIO: what the others and `App` use of them.
import Darwin

struct Future<Value> {
  func get() async throws -> Value { fatalError() }
}

protocol Channel: Sendable {
  func close() -> Future<Void>
  func close(promise: Int?)
  func writeAndFlush(_ bytes: ByteBuffer) -> Future<Void>
}

protocol SocketOptionProvider {
  func setSoLinger(_ value: linger) -> Future<Void>
}

struct ByteBuffer {
  var readableBytes: Int { fatalError() }
  init() {}
  init(bytes: [UInt8]) {}
  mutating func clear() {}
  mutating func writeBytes(_ bytes: [UInt8]) {}
}

package actor Simulator {
  package init(_ options: SimulatorOptions) {}
  package func start() async throws -> Int { fatalError() }
  package func stop() async {}
}
