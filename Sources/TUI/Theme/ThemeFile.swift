import CTOML
import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A theme as a TOML file.
///
/// ```toml
/// name = "nord"
/// appearance = "dark"                       # or "light": what background it is made for
/// [palette]                                 # names of colours, used below
/// snow = "#eceff4"
/// [styles]                                  # by role; a role that is missing looks like text
/// text = { fg = "snow", bg = "#2e3440" }
/// error = { fg = "bright-red", bold = true }
/// faint = 245                               # a colour alone is the foreground
/// ```
///
/// A colour is `#rrggbb`, a name of the palette, one of the terminal's sixteen (`red`,
/// `bright-red`), a number 0…255, or `standard`. A style without `bg` has that of `text`.
package enum ThemeFile {
  /// What is wrong with a file, and where: `nord.toml:4:9: there is no role "txt"`.
  package struct Complaint: Error, Equatable, Sendable {
    package var source: String
    /// Counted from 1; 0 when the whole file is meant.
    package var line: Int
    package var column: Int
    package var message: String

    package var reason: String {
      line == 0 ? "\(source): \(message)" : "\(source):\(line):\(column): \(message)"
    }
  }

  /// Themes are a few kilobytes; whatever is larger is something else.
  private static let largest = 1 << 20

  /// The theme a wish means (see `ThemeCatalog`): the file at a path, which is any wish with a `/` and is the
  /// theme's name then; a file `NAME.toml` in the first directory that has one; else built in.
  package static func theme(
    named wish: String?, on appearance: Theme.Appearance? = nil, in directories: [String]
  ) throws(Complaint) -> Theme {
    if let wish, wish.contains("/") {
      var theme = try read(wish)
      theme.name = wish
      return theme
    }
    let names = ThemeCatalog.candidates(wish, on: appearance)
    for name in names where !name.isEmpty {
      for path in directories.map({ $0 + "/" + name + ".toml" }) where access(path, F_OK) == 0 {
        return try read(path)
      }
    }
    if let theme = Theme.builtIn.first(where: { names.contains($0.name) }) { return theme }
    throw Complaint(
      source: wish ?? "auto", line: 0, column: 0,
      message: ThemeMessages.noTheme(
        builtIn: Theme.builtIn.map(\.name), lookedForIn: directories))
  }

  /// Every theme that the files of the directories hold, those of the first directory first; what is
  /// wrong with the others.
  package static func all(in directories: [String]) -> (themes: [Theme], complaints: [Complaint]) {
    var themes: [Theme] = []
    var complaints: [Complaint] = []
    for path in directories.flatMap(files) {
      do {
        themes.append(try read(path))
      } catch {
        complaints.append(error)
      }
    }
    return (themes, complaints)
  }

  /// The theme files of a directory, by name; none when it cannot be read.
  private static func files(in directory: String) -> [String] {
    FolderNames.all(in: directory).filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.sorted()
      .map { directory + "/" + $0 }
  }

  package static func read(_ path: String) throws(Complaint) -> Theme {
    try parse(String(decoding: bytes(path), as: UTF8.self), source: path)
  }

  /// - Parameter source: what complaints call the text.
  package static func parse(_ text: String, source: String) throws(Complaint) -> Theme {
    var text = text
    let document = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { ctoml_parse($0, characters.count) } ?? ctoml_parse("", 0)
      }
    }
    defer { ctoml_free(document) }
    var place = ctoml_place()
    if let message = ctoml_error(document, &place) {
      throw Complaint(
        source: source, line: Int(place.line), column: Int(place.column),
        message: String(cString: message))
    }
    var reader = ThemeReader(source: source)
    return try reader.theme(ThemeNode(ctoml_root(document)))
  }

  private static func bytes(_ path: String) throws(Complaint) -> [UInt8] {
    func complaint(_ message: String) -> Complaint {
      Complaint(source: path, line: 0, column: 0, message: message)
    }
    // A pipe that has no writer is not waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0, let file = fdopen(descriptor, "r") else {
      throw complaint(reason(errno))
    }
    defer { fclose(file) }
    // Not a page more of it is touched than is read.
    let bytes = [UInt8](unsafeUninitializedCapacity: largest + 1) { bytes, count in
      count = fread(bytes.baseAddress, 1, bytes.count, file)
    }
    guard ferror(file) == 0 else { throw complaint(reason(errno)) }
    guard bytes.count <= largest else { throw complaint(ThemeMessages.tooLarge) }
    return bytes
  }

  /// Why the system gives no bytes.
  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: ThemeMessages.missing
    case EACCES: ThemeMessages.denied
    case EISDIR: ThemeMessages.folder
    default: ThemeMessages.unreadable
    }
  }
}

/// One value of the file. Lives as long as its document.
struct ThemeNode {
  private let node: OpaquePointer

  init(_ node: OpaquePointer) { self.node = node }

  var place: ctoml_place { ctoml_node_place(node) }
  var isTable: Bool { ctoml_node_kind(node) == CTOML_TABLE }

  var string: String? {
    ctoml_node_kind(node) == CTOML_STRING ? String(cString: ctoml_string(node)) : nil
  }
  var integer: Int? {
    ctoml_node_kind(node) == CTOML_INTEGER ? Int(ctoml_integer(node)) : nil
  }
  var bool: Bool? { ctoml_node_kind(node) == CTOML_BOOL ? ctoml_bool(node) : nil }

  /// The members of a table with the places of their names; none of anything else.
  var members: [(key: String, place: ctoml_place, value: ThemeNode)] {
    guard isTable else { return [] }
    return (0..<ctoml_count(node)).map { index in
      var place = ctoml_place()
      let key = String(cString: ctoml_key(node, index, &place))
      return (key, place, ThemeNode(ctoml_child(node, index)))
    }
  }
}
