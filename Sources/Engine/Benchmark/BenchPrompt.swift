/// A prompt that was really asked, with the conversation before it: what a benchmark asks again.
package struct BenchPrompt: Equatable, Sendable {
  package var before = Transcript()
  package var prompt: Prompt
  /// How far the profiles that answered it until now let it go.
  var lock = Location.cloud

  package init(_ prompt: Prompt) { self.prompt = prompt }

  /// The prompts on a conversation's path, oldest first.
  package static func of(
    _ conversation: Conversation, _ configuration: Configuration
  ) -> [BenchPrompt] {
    var before = Transcript()
    var lock = Location.cloud
    return conversation.transcript.settled.map { turn in
      let profile = configuration.profiles.first { $0.name == turn.reply.source.profile }
      lock = min(lock, profile?.lock ?? .cloud)
      var prompt = BenchPrompt(turn.prompt)
      prompt.before = before
      prompt.lock = lock
      before.begin(turn)
      before.settle()
      return prompt
    }
  }

  /// The prompts of a file: each ends at a line of three hyphens.
  package static func of(file: String) -> [BenchPrompt] {
    var blocks: [[Substring]] = [[]]
    let lines = file.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for line in lines {
      if line == "---" { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
    }
    return blocks.compactMap { block in
      var lines = block
      while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
      return lines.isEmpty ? nil : BenchPrompt(Prompt(lines.joined(separator: "\n")))
    }
  }

  /// Tells sets of prompts apart without holding a word of them: FNV-1a over what is sent.
  package static func fingerprint(_ prompts: [BenchPrompt]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    for prompt in prompts {
      for turn in prompt.before.settled {
        add(turn.prompt.text)
        add(turn.reply.text.string)
      }
      add(prompt.prompt.text)
    }
    return String(hash, radix: 36)
  }
}
