/// A piece of markup by which models part their thinking from their answer.
enum ReasoningMarker: Equatable, Sendable {
  case open(Tag)
  case close(Tag)
  case harmony(Token)
  /// Harmony's header with its special tokens stripped away: `analysisUser says hi.`
  case bareAnalysis
  /// The stripped passage to the answer: `…says hi.assistantfinalHello`
  case bareFinal

  enum Tag: CaseIterable, Sendable {
    case think, thinking, thought
    /// MiniMax.
    case mmThink
    /// Magistral.
    case bracketed
    /// Gemma 4.
    case channelThought

    var opening: String {
      switch self {
      case .think: "<think>"
      case .thinking: "<thinking>"
      case .thought: "<thought>"
      case .mmThink: "<mm:think>"
      case .bracketed: "[THINK]"
      case .channelThought: "<|channel>thought"
      }
    }

    var closing: String {
      switch self {
      case .think: "</think>"
      case .thinking: "</thinking>"
      case .thought: "</thought>"
      case .mmThink: "</mm:think>"
      case .bracketed: "[/THINK]"
      case .channelThought: "<channel|>"
      }
    }
  }

  /// The special tokens of gpt-oss (openai/harmony, docs/format.md).
  enum Token: String, CaseIterable, Sendable {
    case start = "<|start|>"
    case channel = "<|channel|>"
    case message = "<|message|>"
    case constrain = "<|constrain|>"
    case end = "<|end|>"
    case `return` = "<|return|>"
    case call = "<|call|>"
  }

  /// Every marker as it is written. None is the beginning of another.
  static let spellings: [(bytes: [UInt8], marker: ReasoningMarker)] =
    Tag.allCases.map { (Array($0.opening.utf8), .open($0)) }
    + Tag.allCases.map { (Array($0.closing.utf8), .close($0)) }
    + Token.allCases.map { (Array($0.rawValue.utf8), .harmony($0)) }
    + [(Array("analysis".utf8), .bareAnalysis), (Array("assistantfinal".utf8), .bareFinal)]
}
