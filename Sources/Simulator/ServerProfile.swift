/// Which server, in which version, the simulator pretends to be.
package enum ServerProfile: String, Sendable, CaseIterable {
  /// LM Studio 0.4.25: everything, the default.
  case lms0425 = "lms-0.4.25"
  /// LM Studio 0.3.30: no `/api/v1`; the role in every delta.
  case lms0330 = "lms-0.3.30"
  /// LM Studio 0.3.9: thinking inline, no `/v1/responses`, no usage chunk.
  case lms0309 = "lms-0.3.9"
  case ollama
  /// llama.cpp with one model, which starts loading when the server starts.
  case llamacpp
  /// llama.cpp without a model: it loads what is asked for.
  case llamacppRouter = "llamacpp-router"
  case vllm
  /// An OpenAI-compatible service: a key is required, comments keep streams alive.
  case cloud

  var isLMStudio: Bool {
    switch self {
    case .lms0425, .lms0330, .lms0309: true
    case .ollama, .llamacpp, .llamacppRouter, .vllm, .cloud: false
    }
  }

  var isLlamaCpp: Bool { self == .llamacpp || self == .llamacppRouter }

  /// How bodies that are not streams are written.
  var layout: JSON.Layout {
    switch self {
    case .lms0425, .lms0330, .lms0309: .pretty(2)
    case .ollama: .go
    case .llamacpp, .llamacppRouter, .vllm, .cloud: .compact
    }
  }
}
