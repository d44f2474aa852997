import Engine

/// The archive for commands that look at it without a conversation.
enum ArchiveCommand {
  /// The conversation whose id begins so; without one, the one that was changed last.
  static func conversation(matching id: String?) async throws -> Conversation {
    try await use { archive in
      try await archive.conversation(try await archive.summary(matching: id).id)
    }
  }

  /// Opens it and does something with it; an error becomes the command's own.
  static func use<Result: Sendable>(
    _ body: (Archive) async throws -> Result
  ) async throws -> Result {
    guard let state = StateDirectory(environment: Environment.current) else {
      throw ConversationsMessages.noHome
    }
    let archive = Archive(folder: state.path)
    do {
      if let name = try await archive.open().setAside {
        StandardError.write("! \(ConversationsMessages.archiveWasDamaged(keptAs: name))\n")
      }
      // A user who only ever runs such commands is promised thirty days, too.
      try await archive.purge()
      let result = try await body(archive)
      await archive.close()
      return result
    } catch let error as EngineError {
      await archive.close()
      throw Failure(error)
    }
  }

  /// Keys of the environment and the configuration, so that no export holds one.
  static func redaction() throws -> Redaction {
    let environment = Environment.current
    // A file that cannot be read holds no key that was ever sent.
    let options = try CommonOptions.parse([])
    let providers = (try? options.configuration(environment: environment).providers) ?? []
    return Redaction(environment: environment, providers: providers)
  }
}
