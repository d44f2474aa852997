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

  private static func foreignNotice(
    _ members: [TableReader.UnknownKey], _ first: TableReader.UnknownKey
  ) -> Notice {
    ProfilesKeyMessages.foreign(
      members.map { $0.shownName(withLine: members.count > 1) }, in: first.table,
      at: first.member.place)
  }

  private static func unknownNotice(
    _ members: [TableReader.UnknownKey], _ first: TableReader.UnknownKey
  ) -> Notice {
    ProfilesKeyMessages.unknown(
      members.map { $0.question(withLine: members.count > 1) }, in: first.table,
      at: first.member.place)
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
    return ProfilesKeyMessages.named(name, line(if: withLine))
  }

  /// The name with what its writer probably meant.
  fileprivate func question(withLine: Bool) -> String {
    var hints = line(if: withLine)
    if !table.isEmpty, KnownKeys.top.union(KnownKeys.profile).contains(member.key) {
      hints.append(ProfilesKeyMessages.countsAboveHeadings)
    } else if let near = NearestMatch.of(member.key, among: known) {
      hints.append(ProfilesKeyMessages.didYouMean(near))
    }
    return ProfilesKeyMessages.named(member.key, hints)
  }

  private func line(if isWanted: Bool) -> [String] {
    let line = member.place.line
    return isWanted && line > 0 ? [ProfilesKeyMessages.line(line)] : []
  }
}
