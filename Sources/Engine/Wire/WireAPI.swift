/// How requests and streams are written. `auto` asks the server once what it is.
package enum WireAPI: String, CaseIterable, Sendable {
  case auto, chat, responses, native, ollama
}
