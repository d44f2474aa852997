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
    Provider.TokenCommand.table.reference, Sampling.presets.reference, ToolServer.table.reference,
    ToolSettings.table.reference,
    SandboxSettings.top.reference, SandboxSettings.workspace.reference,
    screen,
    TopSettings.history.reference,
  ].flatMap(\.self)

  package static var screen: [SettingReference] { ScreenSettings.table.reference }

  /// The tables in the order a manual has them, each with a sentence.
  package static let tables: [(name: String, meaning: String)] = [
    ("", ProfilesKeyMessages.topOfTheFile),
    ("profiles.NAME", ProfilesKeyMessages.tableOfAProfile),
    ("model_providers.NAME", ProfilesKeyMessages.tableOfAProvider),
    ("model_providers.NAME.auth", ProfilesKeyMessages.tableOfATokenCommand),
    ("presets.NAME", ProfilesKeyMessages.tableOfAPreset),
    ("mcp_servers.NAME", ProfilesKeyMessages.tableOfAToolServer),
    ("tools", ProfilesKeyMessages.tableOfTheTools),
    ("sandbox_workspace_write", ProfilesKeyMessages.tableOfTheSandbox),
    ("tui", ProfilesKeyMessages.tableOfTheScreen),
    ("history", ProfilesKeyMessages.tableOfTheHistory),
  ]
}
