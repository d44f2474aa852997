import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The user's prompt templates: every `.md` file of `prompts` in the configuration's folder.
enum PromptFolder {
  /// Sorted by name. A file that cannot be read is left out: it is missed when it is asked for.
  static func templates(environment: [String: String]) -> [PromptTemplate] {
    guard let folder = folder(environment) else { return [] }
    var templates: [PromptTemplate] = []
    for name in FolderNames.all(in: folder) {
      guard name.hasSuffix(".md"), name.first != ".", !name.contains(" "),
        let bytes = try? TextFile.read("\(folder)/\(name)"), bytes.count < 1 << 20
      else { continue }
      templates.append(
        PromptTemplate(
          name: String(name.dropLast(3)), text: String(decoding: bytes, as: UTF8.self)))
    }
    return templates.sorted { $0.name < $1.name }
  }

  private static func folder(_ environment: [String: String]) -> String? {
    Environment.configFolder(environment).map { $0 + "/codex-tui/prompts" }
  }
}
