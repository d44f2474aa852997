import Engine
import TUI

/// What the command `bench` says to the user.
enum BenchmarkMessages {
  static let oneSource = "Give one of --prompts, --from and --last."
  static let runsOutOfRange = "--runs must be from 1 to 100."
  static let tooFewTokens = "--tokens must be at least 2."
  static let lastMustBePositive = "--last must be at least 1."
  static let noPrompts =
    "There are no prompts to ask again.\n"
    + "  → Ask something first, or give a file: codex-tui bench --prompts FILE"

  static func noProfile(_ name: String, near: String?, known: [String]) -> Failure {
    Failure(
      .usage,
      "There is no profile \(name)." + (near.map { " Did you mean \($0)?" } ?? "")
        + "\n  → Known: \(known.joined(separator: ", "))")
  }

  static let head = [
    "PROMPT", "TOKENS", "COLD", "WARM", "READS", "WRITES", "WRITTEN", "COST", "ENERGY",
  ]
  static let middle = "middle"
  static let writingCurve = "Tokens written per second, by tokens of the prompt"
  static let readingCurve = "Tokens read per second, by tokens of the prompt"

  static func window(_ tokens: String) -> String { "window \(tokens)" }

  static func onProcessor(_ percent: Int) -> String { "\(percent) % on the processor" }

  static func place(
    _ profile: String, prompt: Int, of prompts: Int, run: Int, of runs: Int
  ) -> String {
    "\(profile), prompt \(prompt) of \(prompts), run \(run) of \(runs)"
  }

  static func reply(isCold: Bool, firstWord: String, rate: String) -> String {
    "\(isCold ? "cold" : "warm"), first word \(firstWord), writes \(rate) tok/s"
  }

  // Compared with the run before.

  static func words(_ change: BenchChange) -> String {
    let since = CivilTime(milliseconds: change.then).words
    let parts = change.slower.map { words($0.measure, $0.percent) }
    let result = parts.isEmpty ? "as fast, within 5 %" : parts.joined(separator: ", ")
    let differences = change.differences.map(words)
    return "Since \(since): \(result)."
      + (differences.isEmpty ? "" : " Different: \(differences.joined(separator: ", ")).")
  }

  private static func words(_ measure: BenchChange.Measure, _ percent: Int) -> String {
    let how = percent > 0 ? "slower" : "faster"
    return switch measure {
    case .writing: "writes \(abs(percent)) % \(how)"
    case .reading: "reads \(abs(percent)) % \(how)"
    case .firstCold: "the first word comes \(abs(percent)) % \(percent > 0 ? "later" : "sooner")"
    }
  }

  private static func words(_ difference: BenchChange.Difference) -> String {
    switch difference {
    case .model(let old): "the model (then \(Sanitizer.sanitize(old)))"
    case .quantization(let old): "the quantization (then \(Sanitizer.sanitize(old)))"
    case .provider(let old): "the provider (then \(Sanitizer.sanitize(old)))"
    case .window(let old): "the window (then \(TokenFormatter.short(old)))"
    case .processorShare(let old): "what runs on the processor (then \(old) %)"
    case .prompts: "the prompts"
    }
  }
}
