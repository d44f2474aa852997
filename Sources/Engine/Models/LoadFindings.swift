/// What is known around a load that failed, is slow or is stuck.
package struct LoadFindings: Equatable, Sendable {
  /// Loads of the same model that ended well before, by how it was packed and its window.
  package struct Earlier: Equatable, Sendable {
    package var quantization: String?
    /// Tokens; `nil`: the server's own choice.
    package var window: Int?
    package var count: Int
    package var usual: Duration

    package init(quantization: String?, window: Int?, count: Int, usual: Duration) {
      self.quantization = quantization
      self.window = window
      self.count = count
      self.usual = usual
    }
  }

  /// The profile's model as its server lists it; `nil` where it does not.
  package var model: ModelInfo?
  /// Tokens of the window that is asked for; `nil`: the server's own choice.
  package var window: Int?
  /// Bytes that the server says a load takes with that window.
  package var needed: Int?
  /// Of this machine; nothing for a server elsewhere.
  package var free = FreeMemory()
  /// What else the server holds in memory.
  package var others: [ModelInfo] = []
  package var earlier: [Earlier] = []
  /// What the server wrote into its log; `nil` where that cannot be read here.
  package var words: ServerWords?
  /// What it was heard to say during a load.
  package var heard: ServerWords?

  package init() {}
}

/// The last lines that a server wrote.
package struct ServerWords: Equatable, Sendable {
  /// The file, or the command that tells them.
  package var source: String
  /// Oldest first.
  package var lines: [String]

  package static let most = 200

  package init(source: String, lines: [String]) {
    self.source = source
    self.lines = lines.suffix(Self.most)
  }

  mutating func add(_ line: String) { lines = (lines + [line]).suffix(Self.most) }
}

/// Where a server on this machine writes what it does.
package enum ServerLog: Equatable, Sendable {
  /// The newest file below a folder of LM Studio's own.
  case newest(inLMStudio: String)
  /// A file below the user's home.
  case home(String)
  /// The file of a server that this program started; the command line that did.
  case started(String)
}
