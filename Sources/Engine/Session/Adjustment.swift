/// Options of the active profile that change while the program runs. Files are never written.
package enum Adjustment: Equatable, Sendable {
  /// `nil` leaves it to the server.
  case effort(String?)
  case thinkingInHistory(Profile.ThinkingInHistory)
  /// `nil` for no limit.
  case thinkingBudget(ThinkingBudget?)
  /// How far anything of this conversation may travel.
  case lock(Location)
}

extension Session {
  mutating func apply(_ adjustment: Adjustment) {
    switch adjustment {
    case .lock(let location): lock = location
    case .effort(let effort): changeProfile { $0.effort = effort }
    case .thinkingInHistory(let extent): changeProfile { $0.thinkingInHistory = extent }
    case .thinkingBudget(let budget): changeProfile { $0.thinkingBudget = budget }
    }
  }

  private mutating func changeProfile(_ change: (inout Profile) -> Void) {
    change(&profile)
    guard let index = profiles.firstIndex(where: { $0.name == profile.name }) else { return }
    profiles[index] = profile
  }

  /// What replies are asked with now.
  package var sampling: Sampling { profile.sampling.overlaid(by: conversation.sampling) }

  /// What the next reply is asked with.
  package var parameters: ReplyParameters {
    var parameters = ReplyParameters()
    parameters.sampling = sampling
    parameters.effort = profile.effort
    parameters.thinkingBudget = profile.thinkingBudget
    let history = profile.thinkingInHistory
    parameters.thinkingInHistory = history == .auto ? nil : history.rawValue
    return parameters
  }

  /// What the conversation sets otherwise than its profile, for the turn that is asked with it.
  var samplingNotice: String? {
    var own = conversation.sampling
    for (name, value) in profile.sampling.entries where own[name] == value { own[name] = nil }
    return own.isEmpty ? nil : ReplyMessages.sampled(own)
  }

  /// Why a prompt may not go to the active profile's server now.
  package var lockRefusal: String? {
    lockRefusal(
      profile.name, at: destinationAddress, destination,
      remedy: SessionMessages.chooseNearerProfile)
  }

  /// The one rule of a locked conversation.
  ///
  /// - Returns: The sentence that refuses a profile, or `nil` when it may be asked.
  func lockRefusal(
    _ name: String, at address: String, _ destination: Location, remedy: String
  ) -> String? {
    guard destination > lock else { return nil }
    return SessionMessages.locked(
      within: lock, profile: name, at: address, remedy: remedy)
  }
}
