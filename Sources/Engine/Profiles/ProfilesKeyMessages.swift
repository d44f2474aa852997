/// What the profiles' room says of the keys and tables of a file.
enum ProfilesKeyMessages {
  /// How a notice about a key ends; an error about the same key does not.
  static let hardwareAddress = "should be like aa:bb:cc:dd:ee:ff"

  static let shareOfAModel = "should be \"max\", \"off\" or a number from 0 to 1"

  static let ignored = "Ignored."

  static let aTable = "a table"
  static let aList = "a list"
  static let aString = "a string"
  static let anInteger = "an integer"
  static let aNumber = "a number"
  static let trueOrFalse = "true or false"
  static let aDate = "a date"
  static let aListOfStrings = "a list of strings"
  static let aTableOfStrings = "a table of strings"

  static let isEmpty = "is empty"

  static func shouldBe(_ expected: String, not found: String) -> String {
    "should be \(expected), not \(found)"
  }

  static func isOutside(_ range: ClosedRange<Int>, _ number: Int) -> String {
    let limit =
      number < range.lowerBound ? "at least \(range.lowerBound)" : "at most \(range.upperBound)"
    return "should be \(limit), not \(number)"
  }

  static func isOutside(_ range: ClosedRange<Double>, _ number: Double) -> String {
    "should be from \(range.lowerBound) to \(range.upperBound), not \(number)"
  }

  static func isNone(of choices: [String], _ text: String) -> String {
    let words = choices.map { "\"\($0)\"" }.joined(separator: ", ")
    return "is \"\(text)\"; it can be \(words)"
  }

  static func wrongValue(
    of key: String, _ complaint: String, at place: TOMLValue.Place?
  ) -> Notice {
    let location = place.map { "\($0): " } ?? ""
    return Notice("\(location)\(key) \(complaint). \(ignored)", at: place)
  }

  static func key(_ key: String, in table: String) -> String { "\(key) in \(table)" }

  /// TOML puts a key into the table whose heading stands above it, which surprises every newcomer.
  static func foreign(
    _ names: [String], in table: String, at place: TOMLValue.Place
  ) -> Notice {
    let count = names.count
    var words = "\(place): \(names.joined(separator: ", ")) "
    if !table.isEmpty {
      words += Plural.of(count, "belongs", "belong")
      words += " to \(table), the heading above \(Plural.of(count, "it", "them")), and "
    }
    words += Plural.of(count, "has", "have")
    words += " no meaning here. \(ignored)"
    return Notice(words, at: place)
  }

  static func unknown(
    _ names: [String], in table: String, at place: TOMLValue.Place
  ) -> Notice {
    let owner = table.isEmpty ? "the top of the file" : table
    let names = names.joined(separator: ", ")
    return Notice("\(place): unknown in \(owner): \(names). \(ignored)", at: place)
  }

  static func named(_ key: String, _ hints: [String]) -> String {
    hints.isEmpty ? key : "\(key) (\(hints.joined(separator: "; ")))"
  }

  static func line(_ number: Int) -> String { "line \(number)" }

  static let countsAboveHeadings = "it counts only above the first [heading]"

  static let tableOfAPreset = "A named set of what shapes replies, for /set NAME; see thinking.md."

  static let budget = "wants tokens or a time: 2000, \"30s\", \"2m\""

  static func oneTo(_ most: Int) -> String { "wants one to \(most) texts" }

  static func didYouMean(_ near: String) -> String { "did you mean \(near)?" }

  static func codexWantsFiles(at place: TOMLValue.Place) -> Notice {
    Notice(
      "\(place): Codex 0.134 and later want each profile in a file of its own, "
        + "NAME.config.toml, and refuse --profile beside [profiles.…]. Here both work.",
      at: place)
  }

  static func codexIgnores(table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      "\(place): Codex ignores \(table): its built-in provider of that name wins "
        + "(since 2026 it refuses the file). Here the table counts.", at: place)
  }

  static func codexRefusesChat(at place: TOMLValue.Place) -> Notice {
    Notice(
      "\(place): Codex since 2026 refuses any file with wire_api = \"chat\". Here it works; "
        + "auto would choose by itself.", at: place)
  }

  static func codexApproves(in table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      "\(place): Codex runs tools of \(table) without asking. Here you are asked; "
        + "\"always\" in the question allows a tool for good.", at: place)
  }

  static func codexIgnores(key: String, in table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      "\(place): Codex ignores \(key) in \(table); it counts there only at the top of "
        + "the file. Here it counts in both.", at: place)
  }

  static func belongs(_ key: String, to table: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      "\(place): \(key) belongs to \(table), the heading above it. Codex before 0.94 "
        + "ignored sandbox_mode there; write it above the first heading.", at: place)
  }

  static let topOfTheFile = "At the top of the file, above the first heading."

  static let tableOfAProfile =
    "A named choice of provider, model and options. Each of these keys may also stand at the top "
    + "of the file, where it counts for every profile that does not set it."

  static let tableOfAProvider =
    "An endpoint: where it is, how it is spoken to, which key opens it."

  static let tableOfATokenCommand = "A command that prints a token, instead of env_key."

  static let tableOfAToolServer =
    "A server of tools that speaks the Model Context Protocol, as Codex writes it; see tools.md."
  static let tableOfTheSandbox =
    "What the shell of [tools] may reach beyond reading, as Codex writes it; see tools.md."
  static let tableOfTheTools =
    "What a model may call, and when it has to be asked for. Codex's own keys here mean nothing."

  static let tableOfTheScreen = "How the full screen looks and behaves."

  static let tableOfTheHistory = "What is kept of conversations."
}
