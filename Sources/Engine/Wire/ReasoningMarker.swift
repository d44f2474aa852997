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
    case think, thinking, thought, reasoning
    /// Seed-OSS.
    case seedThink
    /// LongCat.
    case longCat
    /// Kimi-VL.
    case triangles
    /// Command A Reasoning.
    case startThinking
    /// Sky-T1, OpenThinker.
    case beginOfThought
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
      case .reasoning: "<reasoning>"
      case .seedThink: "<seed:think>"
      case .longCat: "<longcat_think>"
      case .triangles: "◁think▷"
      case .startThinking: "<|START_THINKING|>"
      case .beginOfThought: "<|begin_of_thought|>"
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
      case .reasoning: "</reasoning>"
      case .seedThink: "</seed:think>"
      case .longCat: "</longcat_think>"
      case .triangles: "◁/think▷"
      case .startThinking: "<|END_THINKING|>"
      case .beginOfThought: "<|end_of_thought|>"
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

  /// Every marker as it is written.
  static let spellings: [Spelling] =
    Tag.allCases.map { Spelling($0.opening, .open($0)) }
    + Tag.allCases.map { Spelling($0.closing, .close($0)) }
    + Token.allCases.map { Spelling($0.rawValue, .harmony($0)) }
    + [Spelling("analysis", .bareAnalysis), Spelling("assistantfinal", .bareFinal)]

  /// How a marker is written: tags in any case, and those of XML's form with attributes.
  struct Spelling: Sendable {
    enum Match: Equatable {
      case whole(length: Int)
      /// The bytes end before it is decided.
      case maybe
      case no
    }

    let marker: ReasoningMarker
    /// In small letters where the case does not matter; without the `>` where attributes may follow.
    private let bytes: [UInt8]
    private let ignoresCase: Bool
    private let takesAttributes: Bool
    /// No attributes of a tag are longer than this.
    private static let longestAttributes = 120

    init(_ text: String, _ marker: ReasoningMarker) {
      self.marker = marker
      switch marker {
      case .open, .close: ignoresCase = true
      case .harmony, .bareAnalysis, .bareFinal: ignoresCase = false
      }
      takesAttributes = ignoresCase && text.hasSuffix(">") && !text.contains("|")
      let written = takesAttributes ? String(text.dropLast()) : text
      bytes = Array((ignoresCase ? written.lowercased() : written).utf8)
    }

    func match(_ rest: ArraySlice<UInt8>) -> Match {
      var index = rest.startIndex
      for byte in bytes {
        guard index < rest.endIndex else { return .maybe }
        let found = rest[index]
        let isCapital = ignoresCase && found >= 0x41 && found <= 0x5A
        guard (isCapital ? found | 0x20 : found) == byte else { return .no }
        index += 1
      }
      return takesAttributes
        ? attributes(rest, from: index) : .whole(length: index - rest.startIndex)
    }

    private func attributes(_ rest: ArraySlice<UInt8>, from start: Int) -> Match {
      var index = start
      while index < rest.endIndex {
        switch rest[index] {
        case UInt8(ascii: ">"): return .whole(length: index + 1 - rest.startIndex)
        case UInt8(ascii: "<"), 0x0A: return .no
        default:
          // `<thinker>` is another word.
          guard rest[start] == 0x20, index - start < Self.longestAttributes else { return .no }
        }
        index += 1
      }
      return .maybe
    }
  }
}
