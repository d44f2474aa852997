import Engine

/// Which language a run speaks: English where its output is for a program or a document, else what the configuration
/// asks for, else the environment's.
enum SpokenLanguage {
  static func of(_ words: [String], environment: [String: String]) -> Language {
    if words.contains("--json") || words.contains("--report")
      || ["man", "completion"].contains(words.first)
    {
      return .english
    }
    let overrides = zip(words, words.dropFirst()).filter { $0.0 == "-c" }.map(\.1)
    let source = ConfigurationSource(environment: environment, overrides: overrides) {
      path throws(EngineError) in
      // A file that cannot be read, or is none, is complained of where the configuration is.
      guard PathTrust.trap(file: path) == nil, let bytes = try? TextFile.read(path) else {
        return nil
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    // The console of Linux has no Chinese characters.
    let usual = environment["TERM"] == "linux" ? .english : Language(environment: environment)
    return Configuration.language(source) ?? usual
  }
}
