import Testing

@testable import TUI

@Suite("Markdown while it streams")
struct MarkdownStreamTests {
  static let fixtures: [String: String] = [
    "prose": """
    # Title *one*

    First paragraph with **bold**, *italic*, `code` and ~~gone~~ words that
    wrap onto the next line.\\
    Hard break. See [the docs](https://example.com/docs) or https://example.com.
    #not a heading
    > quoted text
    continues lazily

    ***

    Setext
    ------
    <div>raw</div>

    The &copy; end &#27; 漢字、👩‍💻.
    """,
    "lists": """
    Steps:
    1. one
    1. two

       more of two
       ```sh
       ls -l
       ```
    3. three
       - nested *a*
       - [x] done
         deep
    10) other
    - a
    -
    - b

      para


    - c
    * * *
    + d
    - [ ] todo
    """,
    "code": """
    Here:
    ```swift
    let x = "a\\(b)" // note
    /* open
       still */ func f() { }

    ```
    after
    ~~~~
    ``` not
    ~~~
     ~~~~
        indented
        code

    ```

    ``` py  extra
      if x: return 1
    ``
    ```x
     ````
    ```
    ```
    end ``` inline
    """,
    "tables": """
    before
    | name | value | long text |
    |:-----|:-----:|----------:|
    | a | 1 | some `code` here |
    | b <br> c | **2** | and a rather long cell that must wrap |
    | d |

    after

    | x |
    |---|
    """,
    "refs": """
    See [one][a] and [b].

    - item [c][a]

    [a]: https://a.example
    [b]: <https://b.example> "title"
    """,
    "returns": "a\r\nb\r\r- c\r\n- d\r\n\r\n```\r\nx\r\n```\r\n",
    "broken": "**open *and `code\n\n| a |\n|--\n> > deep\n> - x\n\n<!-- open\n\nstill -->\n\n\\",
  ]

  static func layout(_ pieces: [String], width: Int) -> MarkdownLayout {
    var layout = MarkdownLayout(width: width)
    for piece in pieces { layout.append(piece) }
    layout.settle()
    return layout
  }

  @Test("Any cut gives the lines of the whole", arguments: fixtures.keys.sorted(), [20, 60])
  func cuts(name: String, width: Int) throws {
    let text = try #require(Self.fixtures[name])
    let whole = Self.layout([text], width: width).lines
    let scalars = text.unicodeScalars.map { String($0) }
    for cut in 0...scalars.count {
      let pieces = [scalars[..<cut].joined(), scalars[cut...].joined()]
      #expect(Self.layout(pieces, width: width).lines == whole, "\(name) cut at \(cut)")
    }
    #expect(Self.layout(scalars, width: width).lines == whole, "\(name) by scalars")
  }

  @Test("All fixtures after each other, by pieces of any length", arguments: 1...9)
  func together(length: Int) {
    let text = Self.fixtures.sorted { $0.key < $1.key }.filter { $0.key != "refs" }
      .map(\.value).joined(separator: "\n\n")
    let scalars = text.unicodeScalars.map { String($0) }
    let pieces = stride(from: 0, to: scalars.count, by: length).map {
      scalars[$0..<min($0 + length, scalars.count)].joined()
    }
    #expect(Self.layout(pieces, width: 50).lines == Self.layout([text], width: 50).lines)
  }

  @Test("What is settled never changes, and no line is wider than asked", arguments: [2, 12, 40])
  func settled(width: Int) {
    for (name, text) in Self.fixtures where name != "refs" {
      var layout = MarkdownLayout(width: width)
      var before: [Line] = []
      for scalar in text.unicodeScalars {
        layout.append(String(scalar))
        #expect(layout.settled.starts(with: before), "\(name)")
        before = layout.settled
        if width >= 12 {
          for line in layout.lines { #expect(line.width <= width, "\(name): \(line.text)") }
        }
      }
    }
  }
}
