import Engine
import Foundation
import TUI

/// The longest the screen stands still for input that no person means: whatever it is, keys and
/// pictures wait no longer than 100 ms for it.
@ScreenActor
enum BadInput {
  private static let group = "longest step of bad input (decoding, state, layout, picture)"
  private static let budget = 100.0

  static func figures() throws -> [Figure] {
    let megabyte = 1 << 20
    return try [
      paste(String(repeating: "0123456789 some words\n", count: 10 * megabyte / 22), "10 MB"),
      paste("e" + String(repeating: "\u{301}", count: 100_000), "100,000 combining marks"),
      reply(String(repeating: "x", count: megabyte), "a line of 1 MB without a blank"),
      reply("e" + String(repeating: "\u{301}", count: 100_000), "100,000 combining marks"),
      reply(String(repeating: "\u{1b}", count: megabyte), "1 MB of nothing but ESC"),
      reply(String(repeating: "> ", count: megabyte / 2), "1 MB of quotes in quotes"),
      reply(String(repeating: "| a | b |\n", count: megabyte / 10), "a table of 1 MB"),
      reply(String(repeating: "words and words\n\n", count: megabyte / 17), "1 MB of paragraphs"),
      sizes(),
    ]
  }

  /// Bracketed, in reads of 64 KiB as a terminal gives it, then sent and shown as a turn.
  private static func paste(_ text: String, _ name: String) throws -> Figure {
    var pipeline = try Pipeline(screen: HeadlessScreen(size: Size(columns: 200, rows: 50)))
    pipeline.show()
    var decoder = KeyDecoder()
    let bytes = Array(("\u{1b}[200~" + text + "\u{1b}[201~").utf8)
    var longest = 0.0
    for start in stride(from: 0, to: bytes.count, by: 65536) {
      longest = max(
        longest,
        seconds {
          let inputs = decoder.decode(Array(bytes[start..<min(start + 65536, bytes.count)]))
          for input in inputs { pipeline.take(.input(input)) }
          pipeline.show()
        })
    }
    longest = max(
      longest,
      seconds {
        pipeline.take(.input(.key(KeyPress(.enter))))
        pipeline.show()
      })
    longest = max(
      longest,
      seconds {
        pipeline.begin(Prompt(text))
        pipeline.show()
      })
    return Figure(group, "pasted and sent: \(name)", longest * 1000, "ms", budget: budget)
  }

  /// As one read of the socket can bring it, 64 KiB at a time.
  private static func reply(_ text: String, _ name: String) throws -> Figure {
    var pipeline = try Pipeline(screen: HeadlessScreen(size: Size(columns: 200, rows: 50)))
    pipeline.show()
    var longest = 0.0
    let scalars = Array(text.unicodeScalars)
    for start in stride(from: 0, to: scalars.count, by: 65536) {
      var piece = ""
      piece.unicodeScalars.append(contentsOf: scalars[start..<min(start + 65536, scalars.count)])
      longest = max(
        longest,
        seconds {
          pipeline.grow(.text(piece))
          pipeline.show()
        })
    }
    return Figure(group, "a reply of \(name)", longest * 1000, "ms", budget: budget)
  }

  /// Fifty sizes one after the other, from a single cell on, over a reply of 1 MB.
  private static func sizes() throws -> Figure {
    var pipeline = try Pipeline(screen: HeadlessScreen(size: Size(columns: 200, rows: 50)))
    let words = "Words of a reply, and some more of them.\n"
    pipeline.grow(.text(String(repeating: words, count: (1 << 20) / words.utf8.count)))
    pipeline.show()
    let longest = (0..<50).map { step in
      seconds {
        let size =
          step == 0 ? Size(columns: 1, rows: 1) : Size(columns: 60 + step * 7 % 140, rows: 40)
        pipeline.take(.resize(size))
        pipeline.show()
      }
    }.max()
    return Figure(
      group, "sizes in a storm, over a reply of 1 MB", (longest ?? .nan) * 1000, "ms",
      budget: budget)
  }

  private static func seconds(_ body: () -> Void) -> Double {
    let start = Clock.thread
    body()
    return Clock.thread - start
  }
}
