/// The sandbox in the words of macOS's `sandbox-exec`, which Apple calls deprecated and which is what there is.
///
/// The later rule wins, so that secrets are denied after everything is allowed to be read. Rules after Codex's own
/// profile (codex-rs/sandboxing, seatbelt_base_policy.sbpl). Never run on a Mac by us.
extension Sandbox {
  package var seatbeltProfile: String {
    var lines = [
      "(version 1)", "(deny default)", "(allow process-exec)", "(allow process-fork)",
      "(allow signal (target same-sandbox))", "(allow process-info* (target same-sandbox))",
      "(allow sysctl-read)", "(allow file-read*)",
      #"(allow file-write-data (literal "/dev/null"))"#,
      "(allow pseudo-tty)", #"(allow file-read* file-write* (literal "/dev/ptmx"))"#,
      #"(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo"))"#,
    ]
    for folder in writable { lines.append("(allow file-write* (subpath \(Self.quoted(folder))))") }
    for item in guarded {
      lines.append("(deny file-write* (subpath \(Self.quoted(item.path))))")
    }
    for mask in masks {
      let kind = mask.isFolder ? "subpath" : "literal"
      lines.append("(deny file-read* file-write* (\(kind) \(Self.quoted(mask.path))))")
    }
    if hasNetwork {
      lines += ["(allow network-outbound)", "(allow network-inbound)", "(allow system-socket)"]
    }
    return lines.joined(separator: "\n")
  }

  private static func quoted(_ path: String) -> String {
    "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
