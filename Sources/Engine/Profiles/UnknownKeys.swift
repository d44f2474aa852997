/// What is said about keys that mean nothing where they stand: one sentence per table and kind.
struct UnknownKeys {
  /// Known to Codex; never a failure, because the file is shared with it.
  private(set) var foreign: [Notice] = []
  /// Unknown, or known only elsewhere in the file; `--strict-config` stops at these.
  private(set) var unknown: [Notice] = []

  init(_ unknownKeys: [TableReader.UnknownKey]) {
    var groups: [(key: String, members: [TableReader.UnknownKey])] = []
    for stranger in unknownKeys where stranger.member.place != .builtIn {
      let key = "\(stranger.table)\u{0}\(stranger.member.place.source)\u{0}\(stranger.isForeign)"
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].members.append(stranger)
      } else {
        groups.append((key, [stranger]))
      }
    }
    for group in groups {
      let members = group.members.sorted { $0.member.place.line < $1.member.place.line }
      guard let first = members.first else { continue }
      if first.isForeign {
        foreign.append(Self.foreignNotice(members, first))
      } else {
        unknown.append(Self.unknownNotice(members, first))
      }
    }
  }

  /// TOML puts a key into the table whose heading stands above it, which surprises every newcomer.
  private static func foreignNotice(
    _ members: [TableReader.UnknownKey], _ first: TableReader.UnknownKey
  ) -> Notice {
    let isOne = members.count == 1
    let names = members.map { $0.shownName(withLine: !isOne) }.joined(separator: ", ")
    let place = first.member.place
    var words = "\(place): \(names) "
    if !first.table.isEmpty {
      words += isOne ? "belongs" : "belong"
      words += " to \(first.table), the heading above \(isOne ? "it" : "them"), and "
    }
    words += isOne ? "has" : "have"
    words += " no meaning here: codex-tui talks to models and runs no commands. \(Notice.ignored)"
    return Notice(words, at: place)
  }

  private static func unknownNotice(
    _ members: [TableReader.UnknownKey], _ first: TableReader.UnknownKey
  ) -> Notice {
    let place = first.member.place
    let names = members.map { $0.question(withLine: members.count > 1) }.joined(separator: ", ")
    let owner = first.table.isEmpty ? "the top of the file" : first.table
    let words = "\(place): unknown in \(owner): \(names). \(Notice.ignored)"
    return Notice(words, at: place)
  }
}

extension TableReader.UnknownKey {
  fileprivate var isForeign: Bool {
    // Codex groups its keymap by context; those tables name actions that are not ours.
    if table == "[tui.keymap]", case .table = member.value.content { return true }
    return KnownKeys.isForeign(member.key, in: table)
  }

  fileprivate func shownName(withLine: Bool) -> String {
    var isTable = false
    if case .table = member.value.content { isTable = table.isEmpty }
    let name = isTable ? "[\(member.key)]" : member.key
    return withLine && member.place.line > 0 ? "\(name) (line \(member.place.line))" : name
  }

  /// The name with what its writer probably meant.
  fileprivate func question(withLine: Bool) -> String {
    var parts: [String] = []
    if withLine, member.place.line > 0 { parts.append("line \(member.place.line)") }
    if !table.isEmpty, KnownKeys.top.union(KnownKeys.profile).contains(member.key) {
      parts.append("it counts only above the first [heading]")
    } else if let near = NearestMatch.of(member.key, among: known) {
      parts.append("did you mean \(near)?")
    }
    return parts.isEmpty ? member.key : "\(member.key) (\(parts.joined(separator: "; ")))"
  }
}
