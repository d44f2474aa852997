public class DispatchQueue: @unchecked Sendable {
  public static func global() -> DispatchQueue { fatalError() }
}

public protocol DispatchSourceSignal: AnyObject {
  func setEventHandler(handler: (@Sendable () -> Void)?)
  func resume()
  func cancel()
}

public enum DispatchSource {
  public static func makeSignalSource(
    signal: Int32, queue: DispatchQueue?
  ) -> DispatchSourceSignal { fatalError() }
}
