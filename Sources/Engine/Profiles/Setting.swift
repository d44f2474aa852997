/// One key of a configuration file: how it is read and what the manual says of it.
///
/// The tables of these are the only place that names the keys: reading, the manual, docs/configuration.md and
/// the judgement on unknown keys come from them.
struct Setting<Root>: Sendable {
  var key: String
  /// What it can hold, in the manual's words.
  var kind: String
  /// As a file would write it; `nil` when leaving it out means something that no value says.
  var usual: String?
  var meaning: String
  var read: @Sendable (inout Root, inout TableReader) -> Void

  typealias Setter<Value> = @Sendable (inout Root, Value) -> Void

  init(
    _ key: String, _ kind: String, usual: String? = nil, _ meaning: String,
    read: @escaping @Sendable (inout Root, inout TableReader) -> Void
  ) {
    (self.key, self.kind, self.usual, self.meaning, self.read) = (key, kind, usual, meaning, read)
  }

  private init<Value>(
    _ key: String, _ kind: String, _ usual: String?, _ meaning: String,
    _ set: @escaping Setter<Value>,
    by value: @escaping @Sendable (inout TableReader, String) -> Value?
  ) {
    self.init(key, kind, usual: usual, meaning) { root, reader in
      if let value = value(&reader, key) { set(&root, value) }
    }
  }

  /// A text with something in it.
  static func text(
    _ key: String, kind: String = "text", usual: String? = nil, _ meaning: String,
    _ set: @escaping Setter<String>
  ) -> Setting { Setting(key, kind, usual, meaning, set) { $0.text($1) } }

  /// A text that may be empty.
  static func string(_ key: String, _ meaning: String, _ set: @escaping Setter<String>) -> Setting {
    Setting(key, "text", nil, meaning, set) { $0.string($1) }
  }

  static func bool(
    _ key: String, usual: String? = nil, _ meaning: String, _ set: @escaping Setter<Bool>
  ) -> Setting { Setting(key, "true, false", usual, meaning, set) { $0.bool($1) } }

  static func int(
    _ key: String, kind: String = "number", in range: ClosedRange<Int> = Int.min...Int.max,
    usual: String? = nil, _ meaning: String, _ set: @escaping Setter<Int>
  ) -> Setting { Setting(key, kind, usual, meaning, set) { $0.int($1, in: range) } }

  static func milliseconds(
    _ key: String, usual: String? = nil, _ meaning: String, _ set: @escaping Setter<Duration>
  ) -> Setting { Setting(key, "milliseconds", usual, meaning, set) { $0.milliseconds($1) } }

  static func strings(
    _ key: String, kind: String = "list of texts", usual: String? = nil, _ meaning: String,
    _ set: @escaping Setter<[String]>
  ) -> Setting { Setting(key, kind, usual, meaning, set) { $0.strings($1) } }

  static func pairs(
    _ key: String, _ meaning: String, _ set: @escaping Setter<[Provider.Pair]>
  ) -> Setting {
    Setting(key, "table", nil, meaning, set) { $0.pairs($1)?.map(Provider.Pair.init) }
  }

  /// One of the words that a type has.
  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ key: String, _ type: Choice.Type, usual: String? = nil, _ meaning: String,
    _ set: @escaping Setter<Choice>
  ) -> Setting {
    let kind = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    return Setting(key, kind, usual, meaning, set) { $0.choice($1, Choice.self) }
  }
}

/// The keys of one table of a file, in the order they are read: of two that mean the same the later one
/// counts.
struct SettingTable<Root>: Sendable {
  /// `""` for the top of a file; `NAME` stands for a name of the user's own.
  var name: String
  var settings: [Setting<Root>]

  func read(into root: inout Root, _ reader: inout TableReader) {
    for setting in settings { setting.read(&root, &reader) }
  }

  var keys: Set<String> { Set(settings.map(\.key)) }

  var reference: [SettingReference] {
    settings.map {
      SettingReference(
        table: name, key: $0.key, kind: $0.kind, usual: $0.usual, meaning: $0.meaning)
    }
  }
}
