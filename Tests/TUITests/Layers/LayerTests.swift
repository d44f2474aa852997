import Engine
import Support
import Testing

@testable import TUI

/// What all layers have in common, and the keys of lists.
@Suite("Layers")
struct LayerTests {
  private func typing(_ changes: [String: [String]] = [:]) throws -> Typing {
    var typing = try Typing(keymap: Keymap(changes: changes))
    typing.state.session.catalogue = [
      ServedModel(
        providerID: "lmstudio", server: "LM Studio", model: ModelInfo(id: "a", residency: .loaded)),
      ServedModel(
        providerID: "lmstudio", server: "LM Studio",
        model: ModelInfo(id: "b", residency: .notLoaded)),
    ]
    typing.press("f3")
    return typing
  }

  private func picture(_ typing: inout Typing) -> String {
    ScreenPicture(frame: typing.state.frame(), theme: .standard).rows.joined(separator: "\n")
  }

  @Test("A list's keys can be others, and its last row names them")
  func remapped() throws {
    var typing = try typing(["model-load": ["alt+7"], "list-down": ["alt+8"]])
    #expect(picture(&typing).contains("Alt+7 load  Ctrl+U unload  Ctrl+P pin"))
    typing.press("alt+8")
    #expect((typing.state.layer as? ModelList)?.picker.choice?.text == "b")
    let commands = typing.press("alt+7")
    #expect(commands == [.engine(.load(model: "b", providerID: "lmstudio"))])
    #expect(typing.press("ctrl+l").isEmpty, "the default key is free again")
    #expect(typing.state.layer is ModelList)
  }

  @Test("Without changes its last row has the usual keys; what to type is said where it is typed")
  func title() throws {
    var typing = try typing()
    let first = picture(&typing)
    #expect(first.contains("Enter use  Ctrl+L load  Ctrl+U unload  Ctrl+P pin  Ctrl+D download"))
    #expect(first.contains("› type to find, or the whole name of a model to download"))
    typing.type("qwen")
    #expect(typing.picture.contains("› qwen") && !typing.picture.contains("type to find"))
  }

  @Test("Esc and Ctrl+C close every layer, whatever its keys are", arguments: ["esc", "ctrl+c"])
  func closing(_ key: String) throws {
    let typing = try typing()
    let session = typing.state.session
    let layers: [any Layer] = [
      CommandPalette(typing.state), TextPage(title: "t", lines: []),
      Question(question: "?", detail: "", commands: []),
      ProfileList(session), ServerList(session), EffortList(session), ModelList(session),
      ThemeList(typing.state.themes), HistoryList(PromptHistory(["one"])),
      ConversationList(session.kept, Keymap()),
    ]
    for layer in layers {
      var copy = typing
      copy.state.layer = layer
      _ = copy.press(key)
      #expect(copy.state.layer == nil, "\(layer)")
    }
  }

  @Test("A row that cannot be chosen says why, and the list stays")
  func disabled() throws {
    var typing = try typing()
    var list = EffortList(typing.state.session)
    list.picker = Picker(rows: [Picker.Row(id: "low", text: "low", disabledReason: "it is off")])
    typing.state.layer = list
    #expect(typing.press("enter").isEmpty)
    #expect(typing.state.hint == "it is off" && typing.state.layer is EffortList)
  }
}
