import Engine
import TUI

/// A form of a server of tools in plain lines: one question for each field.
struct LinearForm {
  let form: ToolForm
  let write: (String) -> Void
  /// One line of the user, asked for with these words; `nil` at the end of the input.
  let read: (_ words: String) -> String?

  func fill() -> FormAnswer {
    write(LinearMessages.form(of: Sanitizer.sanitize(form.server)))
    write(Sanitizer.sanitize(form.message))
    switch form.content {
    case .page(let url):
      write(LinearMessages.page(Sanitizer.sanitize(url)))
      return read(LinearMessages.pageDone).flatMap(Self.word) ?? .accept([:])
    case .fields(let fields):
      write(LinearMessages.howToFill)
      return values(of: fields)
    }
  }

  private func values(of fields: [FormField]) -> FormAnswer {
    var values: JSON = [:]
    for field in fields {
      if field.looksSecret { write("! " + LinearMessages.noSecrets) }
      asking: while true {
        guard let line = read(question(field)) else { return .cancel }
        if let answer = Self.word(line) { return answer }
        do throws(FormComplaint) {
          if let value = try field.value(try entry(line, field)) { values[field.name] = value }
          break asking
        } catch {
          write(CallQuestionText.complaint(error))
        }
      }
    }
    return .accept(values)
  }

  private static func word(_ line: String) -> FormAnswer? {
    switch line {
    case "/decline": .decline
    case "/cancel": .cancel
    default: nil
    }
  }

  private func question(_ field: FormField) -> String {
    var words = Sanitizer.sanitize(field.title)
    if !field.about.isEmpty { words += " (\(Sanitizer.sanitize(field.about)))" }
    switch field.kind {
    case .choice(let choices), .choices(let choices, _, _):
      words += choices.enumerated().map { "\n  \($0 + 1) \(Sanitizer.sanitize($1.title))" }.joined()
    case .flag: words += LinearMessages.yesOrNo
    case .text, .number: break
    }
    let usual = LinearForm.line(of: field)
    if !usual.isEmpty { words += " [\(Sanitizer.sanitize(usual))]" }
    return words + (field.isRequired ? " *: " : ": ")
  }

  /// What an empty line stands for.
  private static func line(of field: FormField) -> String {
    switch field.initial {
    case .text(let text): text
    case .flag(let isOn): isOn ? "y" : "n"
    case .chosen(let places): places.sorted().map { String($0 + 1) }.joined(separator: ",")
    }
  }

  private func entry(
    _ line: String, _ field: FormField
  ) throws(FormComplaint) -> FormField.Entry {
    guard !line.isEmpty else { return field.initial }
    switch field.kind {
    case .text, .number: return .text(line)
    case .flag:
      switch line.lowercased() {
      case "y", "yes": return .flag(true)
      case "n", "no": return .flag(false)
      default: throw .yesOrNo
      }
    case .choice(let choices), .choices(let choices, _, _):
      var places: Set<Int> = []
      for word in line.split(separator: ",").map({ $0.trimmingPrefix(while: \.isWhitespace) }) {
        let named = choices.firstIndex { $0.title == word || $0.value == word }
        guard let place = named ?? Int(word).map({ $0 - 1 }), choices.indices.contains(place) else {
          throw .choice
        }
        places.insert(place)
      }
      if case .choice = field.kind, places.count > 1 { throw .choice }
      return .chosen(places)
    }
  }
}
