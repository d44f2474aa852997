#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A terminfo entry that says of a terminal what its own entry does not.
///
/// Direct colour: `xterm-direct` is not installed by default, reads the numbers below 8 as the old
/// colours and so cannot say dark blue, and writes colons that some terminals do not read. Ours
/// writes numbers below 256 as the palette, all others as red;green;blue. No alternate screen:
/// ncurses always enters the one its entry names. No scrolling: that is ours (`RowScroll`). Everything
/// else comes from `base`. An entry is compiled once by `tic`, which belongs to every ncurses, and kept in the user's cache.
struct TerminfoOverlay {
  let base: String
  let directory: String
  let hasDirectColor: Bool
  let hasAlternateScreen: Bool
  /// ncurses may scroll.
  let scrolls: Bool

  /// The number changes with the text of the entry, so that an old compiled one is not used.
  private var name: String {
    "codex-tui-2-" + (hasDirectColor ? "direct-" : "") + (hasAlternateScreen ? "" : "inline-")
      + (scrolls ? "" : "still-") + base
  }

  private var source: String {
    let colors = """
      RGB, ccc@, initc@, oc@, colors#0x1000000, pairs#0x10000,
      \tsetaf=\(Self.color(38)), setab=\(Self.color(48)),
      """
    return """
      \(name)|\(base) for codex-tui,
      \t\(hasDirectColor ? colors : "")
      \t\(hasAlternateScreen ? "" : "smcup@, rmcup@,")
      \t\(scrolls ? "" : "csr@, ind@, ri@, indn@, rin@, il@, il1@, dl@, dl1@,")
      \tuse=\(base),

      """
  }

  private static func color(_ plane: Int) -> String {
    #"\E[%?%p1%{256}%<%t\#(plane);5;%p1%d%e\#(plane);2;%p1%{65536}%/%d;"#
      + #"%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"#
  }

  /// The entry's name once it can be used; `nil` when it says nothing else than `base`, or cannot be made, for
  /// whatever reason.
  func ready() -> String? {
    guard hasDirectColor || !hasAlternateScreen || !scrolls else { return nil }
    // A name with a slash would lead out of the directory.
    guard !base.contains("/"), !base.isEmpty else { return nil }
    // Linux sorts entries by the first letter, macOS by its number in hexadecimal.
    let places = ["c/", "63/"].map { directory + "/" + $0 + name }
    if places.contains(where: { access($0, R_OK) == 0 }) { return name }
    guard Self.makeDirectory(directory), compile() else { return nil }
    return places.contains { access($0, R_OK) == 0 } ? name : nil
  }

  /// Compiles beside the place and moves the result in, so that no other process reads half of it.
  private func compile() -> Bool {
    var template = Array((directory + "/new-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return false }
    let work = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let file = work + "/source"
    defer {
      unlink(file)
      for letter in ["c", "63"] {
        unlink("\(work)/\(letter)/\(name)")
        rmdir("\(work)/\(letter)")
      }
      rmdir(work)
    }
    guard Self.write(source, to: file), tic(file, into: work) else { return false }
    return ["c", "63"].contains { letter in
      mkdir("\(directory)/\(letter)", 0o700)
      return rename("\(work)/\(letter)/\(name)", "\(directory)/\(letter)/\(name)") == 0
    }
  }

  /// The programs that may compile it, best first. macOS's own is older than ncurses 6.1 and cuts numbers at 32,767.
  private var compilers: [String] {
    #if canImport(Darwin)
      ["/opt/homebrew/opt/ncurses/bin/tic", "/usr/local/opt/ncurses/bin/tic"]
        + (hasDirectColor ? [] : ["tic"])
    #else
      ["tic"]
    #endif
  }

  private func tic(_ file: String, into directory: String) -> Bool {
    var actions = FileActions()
    defer { actions.destroy() }
    let words = ["tic", "-x", "-o", directory, file]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    #if canImport(Darwin)
      let environ = _NSGetEnviron().pointee
    #endif
    var child: pid_t = 0
    guard
      compilers.contains(where: {
        posix_spawnp(&child, $0, &actions.value, nil, arguments, environ) == 0
      })
    else { return false }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1 { if errno != EINTR { return false } }
    return status == 0
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let isWritten = fputs(text, file) >= 0
    return fclose(file) == 0 && isWritten
  }

  /// Makes a directory and those above it, readable by this user alone.
  private static func makeDirectory(_ path: String) -> Bool {
    var done = ""
    for part in path.split(separator: "/") {
      done += "/" + part
      if mkdir(done, 0o700) != 0, errno != EEXIST { return false }
    }
    return access(path, W_OK) == 0
  }

  /// A child that says nothing: all three of its streams lead to /dev/null.
  private struct FileActions {
    #if canImport(Glibc)
      var value = posix_spawn_file_actions_t()
    #else
      var value: posix_spawn_file_actions_t?
    #endif

    init() {
      posix_spawn_file_actions_init(&value)
      for stream: Int32 in 0...2 {
        posix_spawn_file_actions_addopen(&value, stream, "/dev/null", O_RDWR, 0)
      }
    }

    mutating func destroy() { posix_spawn_file_actions_destroy(&value) }
  }
}
