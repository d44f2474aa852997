/// Every key a configuration file can hold, for the manual and for `config init`; made from the tables that
/// read them.
package struct SettingReference: Equatable, Sendable {
  /// `""` for the top of a file; `NAME` stands for a name of the user's own.
  package var table: String
  package var key: String
  package var kind: String
  /// As a file would write it; `nil` when leaving it out means something that no value says.
  package var usual: String?
  package var meaning: String

  package static let all: [SettingReference] = [
    TopSettings.table.reference, Profile.table.reference, Provider.table.reference,
    Provider.TokenCommand.table.reference, screen, TopSettings.history.reference,
  ].flatMap(\.self)

  package static var screen: [SettingReference] { ScreenSettings.table.reference }

  /// The tables in the order a manual has them, each with a sentence.
  package static let tables: [(name: String, meaning: String)] = [
    ("", "At the top of the file, above the first heading."),
    (
      "profiles.NAME",
      "A named choice of provider, model and options. Each of these keys may also stand at the top "
        + "of the file, where it counts for every profile that does not set it."
    ),
    ("model_providers.NAME", "An endpoint: where it is, how it is spoken to, which key opens it."),
    ("model_providers.NAME.auth", "A command that prints a token, instead of env_key."),
    ("tui", "How the full screen looks and behaves."),
    ("history", "What is kept of conversations."),
  ]
}
