import CMark

/// A model's Markdown as HTML for a page that is read elsewhere.
package enum MarkdownHTML {
  /// Raw HTML stands there as text, and so do links that could run something: a page must not do what a
  /// model says, and must show what it said.
  package static func html(_ markdown: String) -> String {
    MarkdownTree.html(Array(markdown.utf8))
  }

  /// A text as itself, in an element or in an attribute.
  ///
  /// By scalar, as a browser reads: joined to a neighbour, `<` is another character but still a tag's begin.
  package static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
