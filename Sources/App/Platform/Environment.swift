#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process's environment as a dictionary, without Foundation.
enum Environment {
  static var current: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }
}

/// Small files, whole.
enum TextFile {
  /// What a file may hold at most, in bytes: far more than any conversation or configuration.
  static let largest = 256 << 20

  /// What a file holds; `nil` when there is none.
  ///
  /// - Parameters:
  ///   - allowsPipe: waits for a pipe's writer, as for the shell's `<(command)`.
  ///   - last: reads no more than this many bytes at the file's end.
  /// - Throws: the system's words when it is there but cannot be read, or is no file.
  static func read(
    _ path: String, allowsPipe: Bool = false, last: Int? = nil
  ) throws(SystemFailure) -> [UInt8]? {
    var status = stat()
    let isPipe = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    // Only where a pipe is meant may opening wait, for its writer.
    let waits = isPipe && allowsPipe
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw SystemFailure(errno)
    }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw SystemFailure(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if let last, status.st_size > last {
        lseek(descriptor, status.st_size - off_t(last), SEEK_SET)
      }
    case S_IFDIR: throw SystemFailure(EISDIR)
    case S_IFIFO where waits: break
    // Of devices only the one that holds nothing.
    case S_IFCHR:
      var byte: UInt8 = 0
      guard systemRead(descriptor, &byte, 1) == 0 else { throw SystemFailure(ENODEV) }
    default: throw SystemFailure(ENODEV)
    }
    return try readAll(descriptor)
  }

  /// Everything until the end of a file or a pipe, but no more than `largest`.
  static func readAll(_ descriptor: Int32) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = buffer.withUnsafeMutableBytes { fill($0, from: descriptor) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemFailure(errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer.prefix(count))
      guard bytes.count <= largest else { throw SystemFailure(EFBIG) }
    }
  }

  /// Writes all of it; `false` with `errno` set when that failed.
  ///
  /// - Parameter patience: milliseconds for which the reader of a pipe that does not wait may let it stand full.
  static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, patience: Int32? = nil
  ) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN, let patience {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&room, 1, patience) != 0 { continue }
        errno = ETIMEDOUT
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Int {
    systemRead(descriptor, buffer.baseAddress, buffer.count)
  }
}

/// `read(2)`, which the type's own `read` hides.
private func systemRead(
  _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}

/// An `errno` in the system's words.
struct SystemFailure: Error, CustomStringConvertible {
  let code: Int32

  init(_ code: Int32) { self.code = code }

  var description: String { String(cString: strerror(code)) }
}
