import Engine
import SystemPackage

/// A file that the command line names; `-` is stdin or stdout where a command says so.
enum NamedFile {
  /// The file's bytes; it has to be there.
  static func read(_ path: String, dashIsInput: Bool = false) throws(Failure) -> [UInt8] {
    do {
      if dashIsInput, path == "-" { return try TextFile.readAll(.standardInput) }
      if let bytes = try TextFile.read(path, allowsPipe: true) { return bytes }
    } catch {
      throw PlatformMessages.cannotRead(path, error)
    }
    throw PlatformMessages.noFile(path)
  }

  /// Replaces what the file holds; `nil` and `-` are stdout.
  ///
  /// - Parameter permissions: of a file that is made now.
  static func write(
    _ text: String, to path: String?, permissions: FilePermissions
  ) throws(Failure) {
    guard let path, path != "-" else {
      StandardOutput.write(text)
      return
    }
    let file = try open(path, options: .truncate, permissions: permissions)
    do {
      try file.closing { (file) throws(Errno) in try file.write(all: text) }
    } catch {
      throw PlatformMessages.cannotWrite(path, error, code: .other)
    }
  }

  /// Opens a place that the command line names for writing, and never waits for it: a pipe has its reader
  /// already, as the shell's `>(command)` has.
  ///
  /// - Parameters:
  ///   - options: beyond making the file.
  ///   - permissions: of a file that is made now.
  ///   - waits: whether a write may wait for a pipe's reader.
  static func open(
    _ path: String, options: FileDescriptor.OpenOptions = [], permissions: FilePermissions,
    waits: Bool = true
  ) throws(Failure) -> FileDescriptor {
    do throws(Errno) {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: options.union([.create, .nonBlocking, .noControllingTerminal]),
        permissions: permissions)
      if waits { file.waitForReaders() }
      return file
    } catch {
      throw error == .noSuchAddressOrDevice
        ? PlatformMessages.nothingReadsPipe(path)
        : PlatformMessages.cannotWrite(path, error, code: .usage)
    }
  }
}
