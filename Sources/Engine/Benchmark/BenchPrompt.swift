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
      // How a profile that is gone was locked is not known.
      let unknown: Location = turn.reply.source.isRemote ? .cloud : .thisMachine
      lock = min(lock, profile.map { $0.lock ?? .cloud } ?? unknown)
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

  /// Tells sets of prompts apart without holding a word of them.
  package static func fingerprint(_ prompts: [BenchPrompt]) -> String {
    var print = Fingerprint()
    for prompt in prompts {
      for turn in prompt.before.settled {
        print.add(turn.prompt.text)
        print.add(turn.reply.text.string)
      }
      print.add(prompt.prompt.text)
    }
    return print.text
  }
}
