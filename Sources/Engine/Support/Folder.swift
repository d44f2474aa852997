#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Folders of the program's own, which only the user may enter.
package enum Folder {
  /// A folder that cannot be made.
  package struct Refusal: Error {
    /// An `errno`.
    package var code: Int32
    package var path: String
  }

  /// Makes a folder, and those above it, where they are missing.
  package static func make(_ path: some StringProtocol) throws(Refusal) {
    var status = stat()
    let name = String(path)
    if name.isEmpty || stat(name, &status) == 0 { return }
    if let slash = name.lastIndex(of: "/") { try make(name[..<slash]) }
    guard mkdir(name, 0o700) == 0 || errno == EEXIST else {
      throw Refusal(code: errno, path: name)
    }
  }
}
