import Engine

/// Images that answers link: read where they lie on this machine, never fetched from elsewhere.
extension AppState {
  /// The request for what the turns in view link, each turn once, when its answer is whole. Called after a frame, which
  /// says what is in view.
  package mutating func lookForImages() -> [Command] {
    guard !session.isReplying, !session.transcript.isEmpty else { return [] }
    let inView = response.lines.first.flatMap { first in
      response.lines.last.map { first.place.turn...$0.place.turn }
    }
    let indices = (inView.map(Array.init) ?? []) + [session.transcript.count - 1]
    let turns = indices.filter { $0 < session.transcript.count }.map { session.transcript[$0] }
    var requests: [Command] = []
    for turn in turns where !turn.reply.isLive && terminal.images.look(at: turn.id) {
      let addresses = ImageLinks.addresses(in: turn.reply.text.string)
        .filter { Self.isHere($0) }
      if !addresses.isEmpty { requests.append(.local(.readImages(turn.id, addresses))) }
    }
    return requests
  }

  /// A path, or the image itself; whatever names a server stays a link.
  private static func isHere(_ address: String) -> Bool {
    !address.isEmpty
      && (!address.contains("://") || address.hasPrefix("file:///")) && !address.hasPrefix("//")
  }
}
