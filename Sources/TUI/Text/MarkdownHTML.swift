import CMark

/// A model's Markdown as HTML for a page that is read elsewhere.
package enum MarkdownHTML {
  /// Raw HTML and links that could run something are left out: a page must not do what a model says.
  package static func html(_ markdown: String) -> String {
    MarkdownTree.html(Array(markdown.utf8))
  }

  /// A text as itself.
  package static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
  }
}
