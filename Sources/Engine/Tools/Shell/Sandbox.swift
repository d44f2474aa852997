/// What a shell's sandbox holds: which folders it sees as they are, and which not at all.
package struct Sandbox: Equatable, Sendable {
  /// A path that is hidden; a folder is empty inside, a file cannot be read.
  package struct Mask: Equatable, Sendable {
    package var path: String
    package var isFolder: Bool

    package init(_ path: String, isFolder: Bool) {
      self.path = path
      self.isFolder = isFolder
    }
  }

  /// Something in a writable folder that must not be written: what a program outside obeys.
  package struct Guarded: Equatable, Sendable {
    package var path: String
    /// It is not there yet: an empty folder stands in its place, so that none can be made.
    package var isMissing: Bool

    package init(_ path: String, isMissing: Bool) {
      self.path = path
      self.isMissing = isMissing
    }
  }

  /// The folder that commands run in.
  package var root: String
  package var writable: [String]
  package var guarded: [Guarded]
  package var masks: [Mask]
  package var hasNetwork: Bool
  /// The real place of `/etc/resolv.conf` where that lies below `/run`; with a network only.
  package var resolver: String?

  package init(
    root: String, writable: [String], guarded: [Guarded], masks: [Mask], hasNetwork: Bool,
    resolver: String? = nil
  ) {
    self.root = root
    self.writable = writable
    self.guarded = guarded
    self.masks = masks
    self.hasNetwork = hasNetwork
    self.resolver = resolver
  }

  /// Names in a writable folder that programs outside obey.
  package static let guardedNames = [".git", ".codex", ".agents"]

  /// Secrets, below the home folder. Codex masks nothing.
  package static let secrets = [
    ".ssh", ".gnupg", ".aws", ".config/gcloud", ".kube", ".docker", ".netrc", ".codex", ".claude",
    ".claude.json", ".lmstudio/credentials", ".config/codex-tui", ".local/state/codex-tui",
    ".mozilla", ".config/google-chrome", ".config/chromium", ".config/BraveSoftware",
    ".password-store", ".git-credentials", ".npmrc", ".pypirc", ".config/gh",
    ".cargo/credentials.toml",
    // Where macOS has what is elsewhere on Linux.
    "Library/Keychains", "Library/Cookies", "Library/Safari", "Library/Application Support/Firefox",
    "Library/Application Support/Google/Chrome", "Library/Application Support/Chromium",
    "Library/Application Support/BraveSoftware",
  ]

  /// The words that `bwrap` is started with, before `--` and the command. The order counts: of two mounts at a place
  /// the later one wins.
  ///
  /// Why each stands here: without `--new-session` a command types into our terminal (TIOCSTI); without `--cap-drop
  /// ALL` root unmounts what protects `.git`; a network namespace does not cut sockets that have a path, so `/run` and
  /// `/tmp` are hidden and a filter of system calls denies connecting. Each was tried.
  package var bubblewrapArguments: [String] {
    var words = [
      "--new-session", "--die-with-parent", "--unshare-user", "--unshare-pid", "--unshare-ipc",
      "--unshare-uts", "--unshare-cgroup-try", "--cap-drop", "ALL", "--disable-userns",
    ]
    if !hasNetwork { words.append("--unshare-net") }
    words += ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    words += [
      "--tmpfs", "/run", "--size", "67108864", "--tmpfs", "/tmp", "--setenv", "TMPDIR", "/tmp",
    ]
    if hasNetwork, let resolver { words += ["--ro-bind", resolver, resolver] }
    for mask in masks {
      words += mask.isFolder ? ["--tmpfs", mask.path] : ["--ro-bind", "/dev/null", mask.path]
    }
    if !writable.contains(root) { words += ["--ro-bind", root, root] }
    for folder in writable { words += ["--bind", folder, folder] }
    for item in guarded {
      words +=
        item.isMissing
        ? ["--tmpfs", item.path, "--remount-ro", item.path] : ["--ro-bind", item.path, item.path]
    }
    return words + ["--chdir", root]
  }

  /// For the tool's description and the notes on results: `workspace-write, no network`.
  package var words: String {
    ToolResult.sandboxWords(isWritable: !writable.isEmpty, hasNetwork: hasNetwork)
  }
}
