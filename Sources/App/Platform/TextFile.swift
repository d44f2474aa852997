import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  ) throws(Errno) -> [UInt8]? {
    // Only where a pipe is meant may opening wait, for its writer.
    let waits = allowsPipe && (try? Stat(path).type) == .fifo
    let file: FileDescriptor
    do {
      file = try .open(path, .readOnly, options: waits ? [] : .nonBlocking)
    } catch .noSuchFileOrDirectory, .notDirectory {
      return nil
    }
    return try file.closing { (file) throws(Errno) in
      let status = try Stat(file)
      switch status.type {
      case .regular:
        if let last, status.size > last { try file.seek(to: status.size - Int64(last)) }
      case .directory: throw .isDirectory
      case .fifo where waits: break
      // Of devices only the one that holds nothing.
      case .characterSpecial:
        guard try file.read(upTo: 1).isEmpty else { throw .operationNotSupportedByDevice }
      default: throw .operationNotSupportedByDevice
      }
      return try readAll(file)
    }
  }

  /// Everything until the end of a file or a pipe, but no more than `largest`.
  static func readAll(_ file: FileDescriptor) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = try file.read(upTo: 65536)
      if more.isEmpty { return bytes }
      bytes += more
      guard bytes.count <= largest else { throw .fileTooLarge }
    }
  }
}

// swift-system's own calls throw nothing but `Errno` and say that they throw anything.
extension FileDescriptor {
  /// Closed in programs that we start.
  static func open(
    _ path: String, _ mode: AccessMode, options: OpenOptions = [],
    permissions: FilePermissions? = nil
  ) throws(Errno) -> FileDescriptor {
    try Errno.only {
      try open(
        FilePath(path), mode, options: options.union(.closeOnExec), permissions: permissions)
    }
  }

  /// A file of our own, made where it is missing; never through a link.
  static func openForAppending(_ path: String) throws(Errno) -> FileDescriptor {
    try open(
      path, .writeOnly, options: [.append, .create, .noFollow], permissions: .ownerReadWrite)
  }

  /// Makes a file empty.
  func cut() throws(Errno) { try Errno.only { try resize(to: 0) } }

  func seek(to offset: Int64) throws(Errno) {
    try Errno.only { _ = try seek(offset: offset, from: .start) }
  }

  /// At most this many bytes; none at the end.
  func read(upTo count: Int) throws(Errno) -> [UInt8] {
    try Errno.only {
      try [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
        read = try self.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }

  /// Writes all of it.
  ///
  /// - Parameter patience: milliseconds for which the reader of a pipe that does not wait may let it stand full.
  func write(all text: String, patience: Int32? = nil) throws(Errno) {
    try write(all: Array(text.utf8), patience: patience)
  }

  func write(all bytes: [UInt8], patience: Int32? = nil) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        let count = try Errno.only { try rest.withUnsafeBytes { try write($0) } }
        rest = rest.dropFirst(count)
      } catch {
        guard error == .resourceTemporarilyUnavailable, let patience else { throw error }
        var room = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        if poll(&room, 1, patience) == 0 { throw .timedOut }
      }
    }
  }

  /// Takes back that a write does not wait.
  func waitForReaders() { _ = fcntl(rawValue, F_SETFL, fcntl(rawValue, F_GETFL) & ~O_NONBLOCK) }

  /// Does something with the file and closes it, whatever comes of it.
  func closing<Result>(
    _ body: (FileDescriptor) throws(Errno) -> Result
  ) throws(Errno) -> Result {
    defer { try? close() }
    return try body(self)
  }
}

extension FileDescriptor.OpenOptions {
  /// A terminal that is opened does not become the one that controls this program.
  static var noControllingTerminal: Self { Self(rawValue: O_NOCTTY) }
}

extension Errno {
  /// Of the call before, which failed.
  static var last: Errno { Errno(rawValue: errno) }

  static func only<Result>(_ body: () throws -> Result) throws(Errno) -> Result {
    do { return try body() } catch let error as Errno { throw error } catch { throw .ioError }
  }
}
