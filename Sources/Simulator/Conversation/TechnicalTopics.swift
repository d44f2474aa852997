extension Topic {
  static func terminalScript(_ quote: String) -> Script {
    Script(
      thinking: """
        The question is about terminals: "\(quote)". What is needed here?

        First the model: ncurses keeps two pictures, the one on the glass and the one that is \
        wanted. Drawing only changes the wanted one. `doupdate()` compares both and sends the \
        difference. That explains most surprises: nothing appears before a refresh, and a \
        repaint of an unchanged screen costs nothing.

        Second, wide characters. A cell holds one spacing scalar and a few marks, and the \
        library trusts `wcwidth`. Emoji joined by ZWJ break that trust. I should mention it, \
        briefly.

        A small example in C will make it concrete. Locale first, otherwise every umlaut is two \
        question marks. I check the order: `setlocale`, `initscr`, `raw`, `noecho`, `keypad`. Yes.
        """,
      answer: """
        ## How ncurses thinks

        You asked: *\(quote)*

        ncurses never draws directly. It keeps **two pictures** of the screen:

        1. `curscr` – what the terminal shows now
        2. `newscr` – what you want it to show

        `wnoutrefresh()` copies a window into the second picture, and `doupdate()` sends only \
        the *difference*. An unchanged screen therefore costs **zero bytes**.

        ```c
        #include <curses.h>
        #include <locale.h>

        int main(void) {
          setlocale(LC_ALL, "");      /* before initscr, or UTF-8 is lost */
          initscr();
          raw(); noecho(); keypad(stdscr, TRUE);
          mvaddstr(1, 2, "Grüße, 世界");
          wnoutrefresh(stdscr);
          doupdate();
          getch();
          endwin();
          return 0;
        }
        ```

        ### Three things that bite

        - **Width is not length.** `世` fills two columns, `é` may be two code points.
        - **Escape is slow** unless you call `set_escdelay(25)`.
        - **Resizing** arrives as `KEY_RESIZE`; ask `getmaxyx` again instead of caching.

        > Rule of thumb: one place draws, everything else only changes state.

        Shall I show how panels stack on top of this?
        """)
  }

  static func codeScript(_ quote: String) -> Script {
    Script(
      thinking: """
        They want code: "\(quote)". Let me think about what is the smallest honest answer.

        A running window over a sequence is a good shape for it: keep the sum, add what enters, \
        subtract what leaves. The naive way sums the window again for every position, which is \
        O(n·k); this one is O(n).

        Edge cases: an empty list, a window longer than the list, a window of zero. I will use \
        a guard and return an empty array, and say so. Floating point error grows with the \
        running sum, worth one sentence.

        Swift reads well here. I write the function, a use of it, and a test.
        """,
      answer: """
        Here is a compact answer to *\(quote)*.

        ```swift
        /// Averages of every run of `width` neighbours.
        func movingAverages(_ values: [Double], width: Int) -> [Double] {
          guard width > 0, values.count >= width else { return [] }
          var sum = values.prefix(width).reduce(0, +)
          var averages = [sum / Double(width)]
          for index in width..<values.count {
            sum += values[index] - values[index - width]
            averages.append(sum / Double(width))
          }
          return averages
        }

        print(movingAverages([2, 4, 6, 8], width: 2))  // [3.0, 5.0, 7.0]
        ```

        ### Why it is fast

        The sum is *carried along*: one addition and one subtraction for each step, so the whole \
        run is `O(n)` instead of `O(n · width)`.

        ### What to test

        - [x] an empty list gives an empty list
        - [x] `width` equal to the length gives one value
        - [ ] very long lists: rounding errors add up, so sum again every few thousand steps

        ```sh
        swift test --filter movingAverages
        ```

        Tell me your language or your limits and I will adapt it. 🛠️
        """)
  }

  static func tableScript(_ quote: String) -> Script {
    Script(
      thinking: """
        "\(quote)" – a comparison, so a table is the right form. Which columns? Not too many: \
        four fit into eighty characters.

        I take three ways to store notes: plain files, SQLite and a server database. Criteria \
        that matter in practice: set-up, search, several writers, backup. I should align the \
        numbers to the right and mark the winner of each row in bold.

        After the table one clear recommendation, because a table alone decides nothing. And a \
        short list of exceptions.
        """,
      answer: """
        ## Comparison

        For *\(quote)* I would put it like this:

        | Criterion | Plain files | SQLite | Server DB |
        |:----------|:-----------:|:------:|----------:|
        | Set-up | **none** | one file | 20 min |
        | Full-text search | `grep` | **FTS5, 1 ms** | 5 ms |
        | Writers at once | 1 | 1 (WAL: many readers) | **1,000+** |
        | Backup | **copy** | copy | dump |
        | 日本語 / emoji 🎌 | yes | yes, with `trigram` | yes |

        ### Recommendation

        Take **SQLite** until two machines must write at the same time. Reasons:

        1. It needs no service that has to be started first.
        2. One transaction costs about 0.1 ms, so you can save after every change.
        3. Moving to a server later is a *weekend*, not a *rewrite*.

        ---

        When it is the wrong choice:

        - network file systems (locks are unreliable there)
        - many writers for hours on end
        - a rule that says data must leave the machine
        """)
  }

  static func numbersScript(_ quote: String) -> Script {
    Script(
      thinking: """
        A question with numbers: "\(quote)". I should calculate carefully and show the way.

        Take the sum of the first n odd numbers. 1 = 1, 1+3 = 4, 1+3+5 = 9, 1+3+5+7 = 16. \
        Squares. Why? Each odd number 2n−1 is an L-shaped border around a square of side n−1: \
        (n−1)² + (2n−1) = n². That is the induction step already.

        For n = 50: 2500. Check with the formula for arithmetic series: n·(first+last)/2 = \
        50·(1+99)/2 = 2500. Good, both agree.
        """,
      answer: """
        ### Odd numbers build squares

        Your question, *\(quote)*, has a pretty answer: the sum of the first **n** odd numbers \
        is **n²**.

        | n | sum | result |
        |--:|:----|-------:|
        | 1 | 1 | 1 |
        | 2 | 1 + 3 | 4 |
        | 3 | 1 + 3 + 5 | 9 |
        | 4 | 1 + 3 + 5 + 7 | 16 |

        **Why.** Lay a border of `2n − 1` stones around a square of side `n − 1`:

        ```text
        ● ● ● ○
        ● ● ● ○
        ● ● ● ○
        ○ ○ ○ ○      (4−1)² + 7 = 16 = 4²
        ```

        So each step leads from one square to the next, and by induction it holds for every n. \
        For n = 50 the sum is 2 500, and the series formula agrees: 50 · (1 + 99) / 2 = 2 500. ∎
        """)
  }
}
