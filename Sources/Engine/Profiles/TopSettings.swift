/// What stands above the first heading of a file, or has a small table of its own.
struct TopSettings {
  /// Conversations are kept between runs.
  var keepsHistory = true

  /// These are looked up where they matter; reading them here tells what is wrong with them.
  static let table = SettingTable<TopSettings>(
    name: "",
    settings: [
      .text("profile", kind: "name", "The profile to start with.") { _, _ in },
      .text(
        "oss_provider", kind: "name", usual: "\"lmstudio\"",
        "The provider behind the profile local and behind --oss, which asks where this is not set."
      ) { _, _ in },
      .choice(
        "language", Language.self,
        "What the program itself speaks; else LC_ALL, LC_MESSAGES or LANG decide."
      ) { _, _ in },
      .text("openai_base_url", kind: "address", "Where the built-in provider openai is.") { _, _ in
      },
    ])

  /// Codex's words.
  private enum Persistence: String, CaseIterable { case all = "save-all", none }

  static let history = SettingTable<TopSettings>(
    name: "history",
    settings: [
      .choice(
        "persistence", Persistence.self, usual: "\"save-all\"",
        "Whether conversations are kept between runs."
      ) { $0.keepsHistory = $1 != .none }
    ])
}
