import Engine
import TUI

/// A conversation as one page of HTML that needs nothing else: readable offline, light and dark,
/// thinking folded. No script, no request, nothing a model wrote that could be either.
enum ConversationPage {
  static func html(_ conversation: Conversation, _ redaction: Redaction) -> String {
    let summary = conversation.summary
    let title = MarkdownHTML.escaped(redaction.clean(summary.title))
    let turns = conversation.transcript.settled.map { section($0, redaction) }.joined()
    let when = "\(CivilTime(milliseconds: summary.created).words) · \(summary.id)"
    return page(
      title: title, body: "<p class=\"ending\">\(when)</p>\n<main>\n\(turns)</main>\n")
  }

  /// - Parameters:
  ///   - title: HTML, as `body` is.
  static func page(title: String, body: String) -> String {
    """
    <!doctype html>
    <html lang="\(Language.current.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'">
    <meta http-equiv="x-dns-prefetch-control" content="off">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <header><h1>\(title)</h1></header>
    \(body)</body>
    </html>

    """
  }

  private static func section(_ turn: Turn, _ redaction: Redaction) -> String {
    let reply = turn.reply
    let model = MarkdownHTML.escaped("\(reply.source.model) · \(reply.source.profile)")
    var html = "<section class=\"you\"><h2>\(ConversationsMessages.you)</h2>\n<pre>"
    html += MarkdownHTML.escaped(redaction.clean(turn.prompt.text)) + "</pre>"
    for image in turn.prompt.images where image.hasPrefix("data:image/") {
      let source = MarkdownHTML.escaped(image)
      html += "<img alt=\"\(ConversationsMessages.sentPicture)\" src=\"\(source)\">"
    }
    html += "</section>\n<section class=\"model\"><h2>\(model)</h2>\n"
    if !reply.reasoning.isEmpty {
      html += "<details><summary>\(MarkdownHTML.escaped(ConversationText.thought(reply)))</summary>"
      html +=
        "<pre>\(MarkdownHTML.escaped(redaction.clean(reply.reasoning.string)))</pre></details>\n"
    }
    html += MarkdownHTML.html(redaction.clean(reply.text.string))
    for words in ConversationText.endings(reply) {
      html += "<p class=\"ending\">\(MarkdownHTML.escaped(redaction.clean(words)))</p>\n"
    }
    return html + "</section>\n"
  }

  /// Two texts side by side; all three are HTML.
  static func sides(_ heading: String, _ first: String, _ second: String) -> String {
    """
    <h2>\(heading)</h2>
    <div class="sides">
    <pre>\(first)</pre>
    <pre>\(second)</pre>
    </div>

    """
  }

  private static let style = """
    :root { --ground: #ffffff; --ink: #1c1e21; --faint: #5a6068; --line: #d5d9de; --soft: #f3f5f7;
      --accent: #1556b0; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #15171a; --ink: #e6e8eb; --faint: #a2a9b1; --line: #363b41; --soft: #1f2327;
        --accent: #8ab8ff; }
    }
    body { background: var(--ground); color: var(--ink); margin: 2rem auto; max-width: 46rem;
      padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
    header h1 { font-size: 1.5rem; margin: 0; }
    section > h2:first-child { font-size: .9rem; color: var(--accent); }
    .model h1 { font-size: 1.3rem; } .model h2:not(:first-child) { font-size: 1.15rem; }
    .model h1, .model h2, .model h3, .model h4 { margin: 1rem 0 .5rem; line-height: 1.3; }
    header p, .ending, summary { color: var(--faint); font-size: .9rem; }
    section { border-top: 1px solid var(--line); padding: .5rem 0; }
    pre, code { font: .9rem/1.45 ui-monospace, monospace; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; }
    .model > pre, details { background: var(--soft); border-radius: .4rem; padding: .6rem .8rem; }
    details { margin: .6rem 0 1rem; } details pre { margin: .6rem 0 0; }
    .you > pre { font: inherit; margin: 0 0 .6rem; }
    table { border-collapse: collapse; display: block; overflow-x: auto; } th, td { border: 1px solid var(--line); padding: .2rem .6rem; }
    blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1rem; }
    img { max-width: 100%; } a { color: var(--accent); }
    .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
    del { background: #f6c9c4; color: #1c1e21; } ins { background: #bfe6c6; color: #1c1e21; text-decoration: none; }
    @media print { details { display: none; } }
    """
}
