/// Streams as servers write them, one event per chunk, a dozen bytes of text each.
enum Stream {
  static func chatPayload(_ number: Int) -> String {
    """
    {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" word\(number % 10) more"}}],\
    "created":1795227465,"id":"chatcmpl-aQ3kZ8vTn1LxW5rB7yC2dE9fG4hJ6mP0","model":"small-model",\
    "system_fingerprint":"b0-unknown","object":"chat.completion.chunk"}
    """
  }

  static func chat(_ count: Int) -> [[UInt8]] {
    (0..<count).map { Array("data: \(chatPayload($0))\n\n".utf8) }
  }

  static func responses(_ count: Int) -> [[UInt8]] {
    (0..<count).map { number in
      let type = "response.output_text.delta"
      return Array(
        """
        event: \(type)
        data: {"type":"\(type)","item_id":"msg_1","output_index":1,"content_index":0,\
        "sequence_number":\(number),"delta":" word\(number % 10) more"}


        """.utf8)
    }
  }

  static func native(_ count: Int) -> [[UInt8]] {
    (0..<count).map { number in
      Array(
        """
        event: message.delta
        data: {"type":"message.delta","content":" word\(number % 10) more"}


        """.utf8)
    }
  }

  static func ollama(_ count: Int) -> [[UInt8]] {
    (0..<count).map { number in
      Array(
        """
        {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant",\
        "content":" word\(number % 10) more"},"done":false}

        """.utf8)
    }
  }
}
