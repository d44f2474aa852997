import Engine
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `$XDG_STATE_HOME/codex-tui`: what the program keeps between runs. Directories 0700, files 0600.
struct StateDirectory: Sendable {
  let path: String

  init(path: String) { self.path = path }

  /// `nil` without a home: then nothing is kept.
  init?(environment: [String: String]) {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      path = state + "/codex-tui"
    } else if let home = environment["HOME"], !home.isEmpty {
      path = home + "/.local/state/codex-tui"
    } else {
      return nil
    }
  }

  /// Why nothing may be kept there: see `PathTrust`.
  var trap: EngineError? { PathTrust.trap(folder: path) }

  func read(_ name: String) -> String? {
    guard trap == nil, let bytes = try? TextFile.read("\(path)/\(name)") else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The last whole lines of a file of lines, and whether there were more: however large it has become,
  /// a start reads no more than this many bytes.
  func readLines(_ name: String, last: Int = 16 << 20) -> (lines: [Substring], isWhole: Bool) {
    guard trap == nil, let bytes = try? TextFile.read("\(path)/\(name)", last: last) else {
      return ([], true)
    }
    // By bytes: whole characters take much longer to find, and a line of JSON needs none.
    let lines = String(decoding: bytes, as: UTF8.self).utf8.split(separator: UInt8(ascii: "\n"))
      .map(Substring.init)
    let isWhole = bytes.count < last
    return (isWhole ? lines : Array(lines.dropFirst()), isWhole)
  }

  /// What the lines of a file hold that `append` keeps, oldest first; lines that cannot be read are left out.
  func records<Record>(_ name: String, _ read: (Substring) -> Record?) -> [Record] {
    [name + ".1", name].flatMap { readLines($0).lines.compactMap(read) }
  }

  /// Replaces a file whole, so that a crash leaves the old one or the new one, never half of it.
  func write(_ text: String, to name: String) throws(Errno) {
    try prepare()
    let target = "\(path)/\(name)"
    let draft = "\(target).\(getpid())"
    let file = try FileDescriptor.open(
      draft, .writeOnly, options: [.create, .truncate, .noFollow], permissions: .ownerReadWrite)
    do throws(Errno) {
      try file.closing { (file) throws(Errno) in try file.write(all: text) }
      guard rename(draft, target) == 0 else { throw Errno.last }
    } catch {
      unlink(draft)
      throw error
    }
  }

  /// Makes the directory where it is missing.
  func prepare() throws(Errno) {
    if trap != nil { throw Errno(rawValue: EPERM) }
    do { try Folder.make(path) } catch { throw Errno(rawValue: error.code) }
  }
}
