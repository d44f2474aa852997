/// What is wrong with a file of SQLite, as the end of a sentence, and what to do about it.
enum StorageMessages {
  typealias Trouble = (what: String, remedy: String)

  static let diskIsFull: Trouble = (
    "the disk is full", "Make room; what is said meanwhile is kept as soon as it can be."
  )

  static func cannotBeWritten(_ path: String) -> Trouble {
    ("\(path) cannot be written", "Make it writable, or set XDG_STATE_HOME to another place.")
  }

  static func isHeld(_ path: String) -> Trouble {
    ("another program holds \(path)", "End the other program; the next turn tries again.")
  }

  static func isDamaged(_ path: String, words: String) -> Trouble {
    ("\(path) is damaged (\(words))", "Start again: the file is set aside, never overwritten.")
  }

  static func cannotBeUsed(_ path: String, words: String) -> Trouble {
    (
      "\(path) cannot be read or written (\(words))",
      "Look at that disk; the next turn tries again."
    )
  }

  static func tookTooLong(_ path: String) -> Trouble {
    ("\(path) took longer than a minute", "Start again; if it recurs: codex-tui sessions check")
  }

  static let textIsTooLarge: Trouble = (
    "a text is larger than SQLite keeps",
    "The other turns are kept; this one is on the screen only."
  )

  static let noMemory: Trouble = (
    "there is no memory left", "End other programs; the next turn tries again."
  )

  static func other(_ path: String, words: String) -> Trouble {
    ("\(path): \(words)", "The next turn tries again.")
  }
}
