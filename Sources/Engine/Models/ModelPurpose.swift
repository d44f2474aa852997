/// What a model is for, as its server says or as its name tells.
enum ModelPurpose {
  /// Types of LM Studio (`llm`, `vlm`, `embedding`, `embeddings`), Together, Hugging Face and gateways.
  private static let chatTypes: Set<String> = [
    "llm", "vlm", "chat", "language", "text", "text-generation", "image-text-to-text", "completion",
    "model", "responses", "multimodal", "conversational", "code",
  ]
  private static let otherTypes: Set<String> = [
    "embedding", "embeddings", "feature-extraction", "rerank", "reranker", "text-ranking", "image",
    "image_generation", "image-generation", "text-to-image", "audio", "audio_transcription",
    "audio_speech", "transcription", "transcribe", "speech", "tts", "text-to-speech", "asr",
    "automatic-speech-recognition", "moderation", "draft", "video", "text-to-video", "ocr-only",
  ]

  /// Words of a name that no chat model has.
  private static let otherWords: Set<String> = [
    "embed", "embedding", "embeddings", "rerank", "reranker", "whisper", "tts", "transcribe",
    "dall",
    "moderation", "draft", "mmproj", "flux", "diffusion", "sdxl", "bge", "minilm", "e5", "gte",
    "kokoro", "parakeet", "piper", "sora", "imagen", "veo", "stt", "speech", "clip", "colbert",
  ]

  /// - Parameters:
  ///   - type: What the server calls its kind; an unknown kind says nothing.
  ///   - outputs: What it can answer with, where the server says (OpenRouter).
  static func isChat(_ name: String, type: String?, outputs: [String]? = nil) -> Bool {
    if let type = type?.lowercased() {
      if otherTypes.contains(type) { return false }
      if chatTypes.contains(type), type != "model", type != "text" { return true }
    }
    if let outputs, !outputs.isEmpty { return outputs.contains("text") }
    let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if words.contains("image"), words.contains("gpt") || words.contains("generation") {
      return false
    }
    return !words.contains { otherWords.contains($0) || $0.hasPrefix("embed") }
  }
}
