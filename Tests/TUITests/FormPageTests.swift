import Engine
import Support
import Testing

@testable import TUI

/// A form of a server of tools: what is entered, what is refused, what is never sent by accident.
@Suite("A form of a server of tools")
struct FormPageTests {
  static func form() throws -> ToolForm {
    let properties: JSON = [
      "name": ["type": "string", "title": "Name", "minLength": 2],
      "age": ["type": "integer", "maximum": 150, "default": 30],
      "color": ["type": "string", "enum": .array(["red", "green"])],
      "news": ["type": "boolean"],
      "days": ["type": "array", "minItems": 1, "items": ["enum": .array(["Mon", "Tue", "Wed"])]],
    ]
    let schema: JSON = [
      "properties": properties, "required": .array(["name", "age", "news", "days"]),
    ]
    return try #require(
      ToolForm(["message": "Who are you?", "requestedSchema": schema], of: "git"))
  }

  private static func asked(_ form: ToolForm, draft: String = "") throws -> AppState {
    var state = try AppState.sample(Size(columns: 80, rows: 24))
    state.now = .seconds(10)
    if !draft.isEmpty { state.composer.insert(draft) }
    var session = state.session
    session.tools.form = form
    session.tools.form?.id = 1
    _ = state.reduce(.session(session))
    return state
  }

  private static func press(_ keys: [KeyPress], _ state: inout AppState) -> [FormAnswer] {
    keys.flatMap { state.reduce(.input(.key($0))) }.compactMap {
      guard case .engine(.answerForm(1, let answer)) = $0 else { return nil }
      return answer
    }
  }

  private static func keys(_ text: String) -> [KeyPress] {
    text.map { $0 == "\n" ? KeyPress(.enter) : KeyPress(.character($0)) }
  }

  @Test("What is entered is sent by the Enter at the last field, in the kinds that were asked for")
  func filled() throws {
    var state = try Self.asked(try Self.form())
    _ = state.reduce(.tick(.seconds(11)))
    #expect(Self.press(Self.keys("Ada\n"), &state).isEmpty)
    #expect(
      Self.press([KeyPress(.backspace)] + Self.keys("6\n \n \n \n\n ") + [KeyPress(.enter)], &state)
        == [
          .accept([
            "name": "Ada", "age": 36, "color": "red", "news": true,
            "days": .array(["Mon", "Wed"]),
          ])
        ])
    #expect(state.layer == nil)
  }

  @Test("What does not fit is not sent: the field is stood on, and says why")
  func complaints() throws {
    var state = try Self.asked(try Self.form())
    _ = state.reduce(.tick(.seconds(11)))
    #expect(Self.press(Self.keys("A\n\n\n\n\n\n\n"), &state).isEmpty)
    #expect(state.picture.contains("at least 2 characters"))
    #expect(Self.press(Self.keys("b\nx\n\n\n\n\n\n"), &state).isEmpty)
    #expect(state.picture.contains("whole number"))
  }

  @Test("Keys and pastes of a prompt that is being written go to the prompt")
  func typedAhead() throws {
    var state = try Self.asked(try Self.form(), draft: "I was ")
    #expect(Self.press(Self.keys("typing"), &state).isEmpty)
    _ = state.reduce(.input(.paste(" this")))
    #expect(state.composer.text == "I was typing this")
  }

  @Test("Ctrl+N declines, Esc leaves it unanswered; a form that is over goes by itself")
  func left() throws {
    for (key, answer) in [
      (KeyPress(.character("n"), .control), FormAnswer.decline), (KeyPress(.escape), .cancel),
    ] {
      var state = try Self.asked(try Self.form())
      _ = state.reduce(.tick(.seconds(11)))
      #expect(Self.press([key], &state) == [answer])
    }
    var state = try Self.asked(try Self.form())
    var session = state.session
    session.tools.form = nil
    _ = state.reduce(.session(session))
    #expect(state.layer == nil)
  }

  @Test("A page shows its host, and warns of one in strange letters")
  func page() throws {
    for (url, isStrange) in [
      ("https://example.org/login?x=1", false), ("https://xn--pple-43d.com/", true),
      ("https://\u{0430}pple.com/", true), ("no address", true),
    ] {
      var state = try Self.asked(
        ToolForm(server: "git", message: "Log in", content: .page(url: url)))
      let picture = state.picture
      #expect(picture.contains("may look like") == isStrange, "\(url)")
      _ = state.reduce(.tick(.seconds(11)))
      #expect(Self.press([KeyPress(.enter)], &state) == [.accept([:])])
    }
  }
}
