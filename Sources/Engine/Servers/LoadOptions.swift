/// How a model is to be loaded. `nil` leaves each to the server.
package struct LoadOptions: Equatable, Sendable {
  /// Tokens.
  package var contextLength: Int?
  /// Seconds of idleness after which the server may unload it; negative: never.
  package var timeToLive: Int?
  /// Part of the model that goes to the graphics card, 0…1.
  package var graphicsShare: Double?
  /// Requests that are answered at the same time.
  package var parallel: Int?
  package var flashAttention: Bool?
  /// The window's cache is kept in the graphics card's memory.
  package var cacheOnGraphics: Bool?

  package init(contextLength: Int? = nil, timeToLive: Int? = nil) {
    self.contextLength = contextLength
    self.timeToLive = timeToLive
  }

  package init(_ profile: Profile) {
    self = profile.loading
    contextLength = profile.windowToLoad
    timeToLive = profile.timeToLive
  }

  /// Beside the window and the time to live, which most servers take.
  package enum Field: String, CaseIterable, Sendable {
    case graphicsShare = "load_gpu"
    case parallel = "load_parallel"
    case flashAttention = "load_flash_attention"
    case cacheOnGraphics = "load_cache_on_gpu"
  }

  /// Those that are set.
  package var fields: Set<Field> {
    var set: Set<Field> = []
    if graphicsShare != nil { set.insert(.graphicsShare) }
    if parallel != nil { set.insert(.parallel) }
    if flashAttention != nil { set.insert(.flashAttention) }
    if cacheOnGraphics != nil { set.insert(.cacheOnGraphics) }
    return set
  }
}
