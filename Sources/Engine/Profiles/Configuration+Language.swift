extension Configuration {
  /// The language that the files or the command line ask for; `nil` where they ask for none, and where they cannot be
  /// read: what is wrong with them is said later, in whatever language.
  package static func language(_ source: ConfigurationSource) -> Language? {
    guard let layers = try? ConfigurationLayers(source) else { return nil }
    return layers.all["language"]?.scalarText.flatMap(Language.init(rawValue:))
  }
}
