/// What a tool answered (`tools/call`), as one text.
enum MCPResult {
  /// Bytes of a result that are kept.
  static let longest = 16 << 20

  static func result(_ json: JSON) -> ToolResult {
    let parts = (json["content"]?.array ?? []).compactMap(text)
    var text = parts.joined(separator: "\n\n")
    if text.isEmpty, let structured = json["structuredContent"] { text = structured.text }
    if text.utf8.count > longest { text = ResultText.cut(text, to: longest) }
    return ToolResult(json["isError"]?.bool == true ? .failed : .done, text)
  }

  /// A part as text. Links are not followed, and nothing is opened.
  private static func text(_ part: JSON) -> String? {
    // What is for the reader only a model is not told.
    if let audience = part["annotations"]?["audience"]?.array, audience == ["user"] { return nil }
    let type = part["mimeType"]?.string ?? ""
    switch part["type"]?.string {
    case "text": return part["text"]?.string
    case "image", "audio":
      let bytes = (part["data"]?.string?.utf8.count ?? 0) * 3 / 4
      return ToolResult.notShown(part["type"]?.string ?? "", type, bytes: bytes)
    case "resource_link":
      return "\(part["name"]?.string ?? "") <\(part["uri"]?.string ?? "")> \(type)"
    case "resource":
      let resource = part["resource"]
      guard let text = resource?["text"]?.string else {
        let bytes = (resource?["blob"]?.string?.utf8.count ?? 0) * 3 / 4
        return ToolResult.notShown("resource", resource?["mimeType"]?.string ?? "", bytes: bytes)
      }
      return "\(resource?["uri"]?.string ?? ""):\n\(text)"
    default: return nil
    }
  }
}
