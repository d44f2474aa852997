import Simulator

/// One line of docs/faults.md: a fault, where it strikes, and everything the user then sees.
struct FaultRow: Sendable {
  /// The flag as the simulator takes it: `drop@400`, `429@1`.
  var fault: String
  /// What the server does, in words for the document.
  var what: String
  var scene: Scene = .reply
  var wires: [FaultWire] = FaultWire.all
  /// Requests that the fault strikes.
  var times = 1
  /// What stands in the status bar when it is over, or while it lasts.
  var bar: String
  /// What stands under the turn, or in place of one; empty: nothing but the answer.
  var says: [String] = []
  var keeps: Kept
  var next: Next = .answers

  /// Where in the program's work the fault strikes.
  enum Scene: String, Sendable {
    /// The model is ready; a prompt is sent.
    case reply = "during a reply"
    /// The server is looked at, before a key was pressed.
    case warmUp = "at the first look"
    /// The model is loaded while a prompt waits.
    case load = "during a load, a prompt waits"
    /// Nothing comes; the user looks at it for half a minute, then presses Esc.
    case silence = "silence, then Esc"
    /// Nothing comes, and no key is pressed until the limit of the provider.
    case limit = "silence to the limit"
    /// The load stands still, and the user looks at it for half a minute, then presses Esc.
    case loadSilence = "a load that stands still, then Esc"
    /// The server goes away, and comes back after the reply has failed.
    case gone = "during a reply, back later"
    /// The model is fetched after F5.
    case download = "during a download"

    /// The fault strikes every request until it is taken back, not just so many.
    var lasts: Bool {
      self == .warmUp || self == .load || self == .loadSilence || self == .download
    }
  }

  enum Kept: String, Sendable {
    case all = "everything"
    case part = "what arrived"
    case beginning = "what arrived, perhaps nothing"
    case nothing = "the prompt"
    case queued = "the prompt, queued"
  }

  enum Next: String, Sendable {
    case answers = "sends the next prompt; it is answered"
    case sendsHeld = "on an empty line sends the waiting prompt; it is answered"
    case downloads = "F5 asks again"
  }

  var name: String { "\(fault) \(scene.rawValue)" }
}

/// A server and the way it is spoken to.
struct FaultWire: Sendable, Hashable {
  var name: String
  var server: ServerProfile
  var api: String
  var model: String

  static let native = FaultWire(
    name: "native", server: .lms0425, api: "native", model: "qwen/qwen3-4b")
  static let chat = FaultWire(name: "chat", server: .lms0425, api: "chat", model: "qwen/qwen3-4b")
  static let responses = FaultWire(
    name: "responses", server: .lms0425, api: "responses", model: "qwen/qwen3-4b")
  static let ollama = FaultWire(name: "ollama", server: .ollama, api: "auto", model: "qwen3:4b")
  static let llamaCpp = FaultWire(
    name: "llama.cpp", server: .llamacppRouter, api: "auto", model: "qwen3-4b")

  /// A model that the server could fetch.
  var unfetched: String { server == .ollama ? "granite4:micro" : "ibm/granite-4-micro" }

  static let lmStudio = [native, chat, responses]
  static let events = [native, chat, responses, llamaCpp]
  /// A connection that breaks ends the reply there.
  static let keepNoStream = [native, chat, responses, ollama]
  static let all = [native, chat, responses, ollama, llamaCpp]
}
