// What ArgumentParser describes errors and writes JSON with.
public protocol LocalizedError: Error { var errorDescription: String? { get } }

public struct Data {}

extension String {
  public enum Encoding { case utf8 }
  public init?(data: Data, encoding: Encoding) { nil }
}

public class JSONEncoder {
  public struct OutputFormatting {
    public static var prettyPrinted: Self { Self() }
    public static var sortedKeys: Self { Self() }
    public mutating func insert(_ other: Self) {}
  }
  public var outputFormatting = OutputFormatting()
  public init() {}
  public func encode(_ value: some Encodable) throws -> Data { Data() }
}
