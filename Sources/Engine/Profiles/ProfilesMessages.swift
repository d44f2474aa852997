/// What the profiles' room says to the user.
enum ProfilesMessages {
  static let toolServerName = "has a name with other signs than letters, digits, - and _"
  static let toolServerWithoutTransport = "has neither command nor url"
  static let toolServerWithBothTransports = "has both command and url; one of them is meant"

  static func noUnsandboxedShell(at place: TOMLValue.Place?) -> Notice {
    Notice(
      "sandbox_mode = \"danger-full-access\": there is no shell without a sandbox here; it counts as "
        + "workspace-write.", at: place)
  }

  static func profileNotFound(_ name: String) -> EngineError {
    EngineError(.configuration, "config profile `\(name)` not found.")
  }

  static func refused(_ fault: String, isFlag: Bool) -> EngineError {
    EngineError(
      .configuration, fault,
      remedy: isFlag ? "Correct the flag." : "Correct it, or start without --strict-config.")
  }

  static func profileNotFound(
    _ name: String, named place: TOMLValue.Place?, near: String?, known: [String]
  ) -> EngineError {
    let location = place.map { "\($0): " } ?? ""
    let hint = near.map { "Did you mean \($0)? " } ?? ""
    return EngineError(
      .configuration, "\(location)config profile `\(name)` not found.",
      remedy: "\(hint)There are: \(known.joined(separator: ", ")).")
  }

  static func providerNotFound(
    _ id: String, named heading: String, near: String?, at place: TOMLValue.Place
  ) -> Notice {
    let hint = near.map(ProfilesKeyMessages.didYouMean) ?? "add a table [model_providers.\(id)]."
    let what = "Model provider `\(id)` not found"
    return Notice("\(place): \(what), named by \(heading); \(hint)", at: place)
  }

  static func namesNoModel(_ heading: String, at place: TOMLValue.Place) -> Notice {
    Notice("\(place): \(heading) names no model; add model = \"…\".", at: place)
  }

  static func systemPromptIsMissing(of profile: String, path: String) -> Notice {
    Notice("The system prompt of \(profile) is missing: \(path).")
  }

  static func systemPromptIsUnreadable(of profile: String, _ reason: String) -> Notice {
    Notice("The system prompt of \(profile): \(reason)")
  }

  static func isNoPort(_ text: String, at place: TOMLValue.Place) -> Notice {
    Notice("\(place): \(text) is no port (1 to 65535). \(ProfilesKeyMessages.ignored)", at: place)
  }

  static func codexHomeIsMissing(_ path: String) -> EngineError {
    EngineError(
      .configuration, "\(codexHome(path)) does not exist.",
      remedy: "Create it with: mkdir -p \(path), or unset CODEX_HOME.")
  }

  static func codexHomeIsNoDirectory(_ path: String) -> EngineError {
    EngineError(
      .configuration, "\(codexHome(path)) is not a directory.",
      remedy: "Point CODEX_HOME to a directory, or unset it.")
  }

  private static func codexHome(_ path: String) -> String {
    "CODEX_HOME points to \"\(path)\", but that path"
  }

  static func isNoTOML(_ error: TOMLValue.SyntaxError) -> EngineError {
    let line = error.place.line
    return EngineError(
      .configuration, "\(error.place): \(error.message)",
      remedy: error.isAboutValue
        ? "Correct line \(line). Text stands in quotes, as in model = \"openai/gpt-oss-20b\"."
        : "Correct line \(line) of that file.")
  }

  static func syntax(_ words: Substring, in part: Substring) -> String {
    "\(words) (in the \(part))"
  }

  static func hasNoEquals(_ flag: String) -> EngineError {
    overrideRefused("Invalid override (missing '='): \(flag)")
  }

  static func hasEmptyKey(_ flag: String) -> EngineError {
    overrideRefused("Empty key in override: \(flag)")
  }

  static func hasInvalidKey(_ flag: String) -> EngineError {
    overrideRefused("Invalid key in override: \(flag)")
  }

  private static func overrideRefused(_ words: String) -> EngineError {
    EngineError(
      .configuration, "Error parsing -c overrides: \(words)",
      remedy: "Write it as -c key=value, for example -c model=openai/gpt-oss-20b.")
  }

  static func isUnusable(_ id: String, _ defect: String, heading: String) -> EngineError {
    EngineError(
      .configuration, "The provider \(id) \(defect).",
      remedy: "Correct \(heading) in the configuration.")
  }

  static func isNotSet(
    _ variable: String, for provider: String, instructions: String?
  ) -> EngineError {
    let instructions = instructions.map { " \($0)" } ?? ""
    return EngineError(
      .unauthorized, "The environment variable \(variable) is not set; \(provider) needs it.",
      remedy: "export \(variable)=… and start again.\(instructions)")
  }

  static func holdsLineBreak(_ source: String) -> EngineError {
    EngineError(
      .unauthorized, "\(source) holds a line break or another control character.",
      remedy: "Set it to the value alone, on one line, and start again.")
  }

  static let hasNoAddress = "has no base_url"

  static func hasForeignAddress(_ url: String) -> String {
    "has a base_url that is no http address: \(url)"
  }

  static func hasCommand(beside other: String) -> String {
    "has auth.command beside \(other); keep one of them"
  }

  static func hasUnsendableHeader(_ name: String) -> String {
    "has a header that cannot be sent: \(name)"
  }

  static func isDisabled(
    _ heading: String, _ defect: String, at place: TOMLValue.Place
  ) -> Notice {
    Notice("\(place): \(heading) \(defect), so it is disabled.", at: place)
  }

  static func sendsKeyUnencrypted(
    _ heading: String, to host: String, at place: TOMLValue.Place
  ) -> Notice {
    let what = "\(heading) sends its key to \(host) unencrypted"
    return Notice("\(place): \(what). Use https:// if that server can.", at: place)
  }

  static func keyIsSent(
    _ variable: String, to address: String, at place: TOMLValue.Place
  ) -> Notice {
    Notice("\(place): \(variable) is sent to \(address), the base_url set here.", at: place)
  }
}
