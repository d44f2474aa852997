/// Makes whole calls of the pieces that servers stream.
///
/// Servers number the pieces, name them, both or neither: the same index was seen for two calls (Ollama 0.20, LocalAI),
/// one call under several ids (gateways), one id for several calls, an id only in the first piece (OpenAI), blank ids, whole objects as arguments,
/// and an empty object before the real one. The rules below tell the calls apart; a slot is a call's number here.
struct CallMerger: Sendable {
  /// One entry of a server's list of calls.
  struct Entry {
    var index: Int?
    var id: String?
    var name: String?
    var arguments: Arguments?
    /// What goes back with the call as it came.
    var companion: JSON?
  }

  enum Arguments {
    case piece(CutText)
    /// They came as JSON, not as a text of it.
    case whole(JSON)
    /// All of them again.
    case repeated(String)
  }

  private struct Open {
    var call: ToolCall
    var ids: Set<String> = []
    var index: Int?
    /// Half of a character that the next piece completes.
    var cut = CutText("")
  }

  /// More calls than any model makes, and more bytes than any of them has.
  static let mostCalls = 64
  static let longestArguments = 1 << 20

  private let offered: Set<String>
  private var open: [Open] = []

  init(offered: Set<String>) { self.offered = offered }

  mutating func merge(_ entry: Entry, into deltas: inout [Delta]) {
    let id = entry.id.flatMap { $0.isBlank ? nil : $0 }
    let name = entry.name.flatMap { $0.isEmpty ? nil : $0 }
    let slot = slot(id, entry.index, name) ?? open.count
    if slot == open.count {
      guard slot < Self.mostCalls else { return }
      open.append(Open(call: ToolCall(name ?? "", wireID: id), index: entry.index))
      open[slot].call.companion = entry.companion
      deltas.append(.call(slot: slot, .named(open[slot].call)))
    }
    if let id { open[slot].ids.insert(id) }
    identify(slot, id, name, entry.companion, &deltas)
    if let arguments = entry.arguments { add(arguments, to: slot, &deltas) }
  }

  /// The call that an entry belongs to; `nil` for a new one.
  private func slot(_ id: String?, _ index: Int?, _ name: String?) -> Int? {
    if let id, let known = open.lastIndex(where: { $0.ids.contains(id) }) {
      // One id for every call of a reply: the number tells them apart.
      let isOther = index != nil && index != open[known].index && startsAnew(known, name)
      return isOther ? nil : known
    }
    guard let index else { return id == nil && !startsAnew(open.count - 1, name) ? lastSlot : nil }
    guard let known = open.lastIndex(where: { $0.index == index }) else { return nil }
    // A late id of a call that has none yet; else gateways that invent an id for each piece.
    if id != nil, open[known].ids.isEmpty { return known }
    if id != nil { return name != nil || isComplete(known) ? nil : known }
    return startsAnew(known, name) ? nil : known
  }

  private var lastSlot: Int? { open.isEmpty ? nil : open.count - 1 }

  /// A name behind arguments that are whole begins another call.
  private func startsAnew(_ slot: Int, _ name: String?) -> Bool {
    guard open.indices.contains(slot), name != nil else { return false }
    return isComplete(slot)
  }

  private func isComplete(_ slot: Int) -> Bool {
    JSON(parsing: open[slot].call.arguments)?.object != nil
  }

  private mutating func identify(
    _ slot: Int, _ id: String?, _ name: String?, _ companion: JSON?, _ deltas: inout [Delta]
  ) {
    var call = open[slot].call
    call.wireID = call.wireID ?? id
    call.companion = call.companion ?? companion
    if let name, name != call.name {
      let joined = call.name + name
      // Some gateways stream the name itself.
      let isContinued =
        offered.contains(joined) && !offered.contains(call.name) && !offered.contains(name)
      if isContinued { call.name = joined } else if call.arguments.isEmpty { call.name = name }
    }
    guard call != open[slot].call else { return }
    open[slot].call = call
    deltas.append(.call(slot: slot, .named(call.withoutArguments)))
  }

  private mutating func add(_ arguments: Arguments, to slot: Int, _ deltas: inout [Delta]) {
    switch arguments {
    case .whole(let json): replace(json.text, at: slot, &deltas)
    case .repeated(let text): replace(text, at: slot, &deltas)
    case .piece(let piece):
      let text = piece.text(behind: &open[slot].cut)
      let sofar = open[slot].call.arguments
      guard !text.isEmpty, sofar.utf8.count + text.utf8.count <= Self.longestArguments else {
        return
      }
      // Shims that open a call with an empty object.
      if sofar == "{}", text.utf8.first == UInt8(ascii: "{") {
        return replace(text, at: slot, &deltas)
      }
      open[slot].call.arguments += text
      deltas.append(.call(slot: slot, .arguments(text)))
    }
  }

  /// The whole of a call as its end repeats it.
  private mutating func replace(_ text: String, at slot: Int, _ deltas: inout [Delta]) {
    guard text != open[slot].call.arguments, text.utf8.count <= Self.longestArguments else {
      return
    }
    open[slot].call.arguments = text
    deltas.append(.call(slot: slot, .argumentsAnew(text)))
  }
}

extension CallMerger.Entry {
  /// `{"index", "id", "function": {"name", "arguments"}}` of Chat Completions and Ollama. The arguments are a text of
  /// JSON, or JSON itself.
  init(chat json: JSON) {
    let function = json["function"] ?? json
    index = (json["index"] ?? function["index"])?.identity
    id = json["id"].flatMap { $0.string ?? $0.identity.map(String.init) }
    name = function["name"]?.string
    arguments = function["arguments"].flatMap { CallMerger.Arguments($0) }
    // Gemini's signature, without which it refuses the call later.
    companion = json["extra_content"]
  }
}

extension CallMerger.Arguments {
  /// A call's arguments as its end repeats them, whole. An empty text says nothing.
  init?(whole json: JSON) {
    switch json.string {
    case ""?: return nil
    case let text?: self = .repeated(text)
    case nil: self.init(json)
    }
  }

  init?(_ json: JSON) {
    switch json {
    case .null: return nil
    case .string, .cutString: self = .piece(json.piece ?? CutText(""))
    case .bool, .int, .double, .array, .object: self = .whole(json)
    }
  }
}

extension ToolCall {
  fileprivate var withoutArguments: ToolCall {
    ToolCall(name, wireID: wireID, companion: companion)
  }
}
