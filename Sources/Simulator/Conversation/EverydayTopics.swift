extension Topic {
  static func haikuScript(_ quote: String) -> Script {
    Script(
      thinking: """
        A poem is wanted: "\(quote)". Five, seven, five syllables.

        Cursor, night, waiting. "The cursor still blinks" – the cur-sor still blinks: five. \
        "somewhere a large model thinks" – some-where a large mod-el thinks: seven. \
        "then morning, one word" – five. I like that it turns in the last line.

        Perhaps a Japanese one below it, with a translation: 夜の窓 / 光る文字だけ / 話しだす.
        """,
      answer: """
        *\(quote)* – with pleasure:

        > The cursor still blinks,
        > somewhere a large model thinks,
        > then morning: one word.

        And one in Japanese:

        > 夜の窓
        > 光る文字だけ
        > 話しだす

        *(A window at night – only the glowing letters begin to speak.)* 🌙
        """)
  }

  static func languagesScript(_ quote: String) -> Script {
    Script(
      thinking: """
        "\(quote)" is about scripts and signs. Good chance to show that width and length differ.

        Examples: 你好 is two characters in four columns. 안녕하세요 is five in ten. こんにちは too. \
        A flag 🇯🇵 is two scalars, a family 👩‍👩‍👧 five, yet each is one character on the screen. \
        Combining marks: é can be e + ´.

        Keep it friendly: a table of greetings, then the technical note.
        """,
      answer: """
        ## Greetings around the world 🌍

        About *\(quote)*:

        | Language | Greeting | Columns |
        |:---------|:---------|--------:|
        | 中文 | 你好，世界！ | 12 |
        | 日本語 | こんにちは、世界！ | 18 |
        | 한국어 | 안녕하세요 | 10 |
        | Ελληνικά | Γειά σου | 8 |
        | עברית | שלום | 4 |
        | Tiếng Việt | Xin chào | 8 |

        ### What is "one character"?

        - `é` may be **one** scalar or **two** (`e` + `◌́`)
        - 🇯🇵 is two scalars, 👩‍👩‍👧 is five, 👍🏽 is two – each is *one* grapheme
        - ½ and ﬁ are single signs, ｆｕｌｌ　ｗｉｄｔｈ takes twice the room

        So count *graphemes* when you move a cursor and *columns* when you draw: 速い、正しい、美しい. ✨
        """)
  }

  static func planScript(_ quote: String) -> Script {
    Script(
      thinking: """
        They ask for a way to proceed: "\(quote)". An ordered list, small steps, each with a \
        result that can be seen.

        What can go wrong? Starting too big, no end condition, and doing the risky part last. \
        So: goal, riskiest part first, a date, a review. Five steps are enough; more will not \
        be read. I add a short check list to copy.
        """,
      answer: """
        # A plan that survives Monday

        For *\(quote)* I suggest five steps:

        1. **Write the end down.** One sentence: "It is done when …"
        2. **Try the riskiest part first.** Two hours, throw-away quality.
        3. **Cut what is left into days.** Each day ends with something you can *show*.
           - if a piece has no visible result, cut it differently
           - if it takes more than a day, it is two pieces
        4. **Leave a fifth of the time empty.** It will fill itself.
        5. **Look back for ten minutes.** What would you do the same way again?

        ### To copy

        - [ ] end condition written
        - [ ] risk tried
        - [ ] pieces cut
        - [ ] slack left
        - [ ] looked back

        The order matters more than the tools. ☕
        """)
  }

  static func greetingScript(_ quote: String) -> Script {
    Script(
      thinking: """
        A greeting: "\(quote)". Answer warmly and briefly, and say what I can do here without \
        a long advertisement. One offer, one question.
        """,
      answer: """
        Hello! 👋 You said *\(quote)*, so let me answer in kind.

        I am running **locally**, nothing you type leaves this machine. I can, for example,

        - explain a piece of code,
        - compare things in a table,
        - write a haiku when the build is slow.

        What shall we look at first?
        """)
  }

  static func skyScript(_ quote: String) -> Script {
    Script(
      thinking: """
        An explanation is wanted: "\(quote)". Start from what one can see, then the mechanism, \
        then a check that excludes the wrong explanation.

        Scattering by molecules grows with the fourth power of the frequency. Blue light, about \
        450 nm, against red, about 650 nm: (650/450)⁴ ≈ 4.35. So blue is scattered four times as \
        strongly. Violet would be even stronger, but the sun sends less of it and our eyes are \
        less sensitive to it. That answers the usual follow-up question.

        Sunset: the long way through the air removes the blue. Good, consistent.
        """,
      answer: """
        ### The short answer

        *\(quote)* – because small things scatter short waves far better than long ones.

        ### The longer one

        Air molecules are much smaller than a wave of light. They scatter with the **fourth \
        power** of the frequency (Rayleigh scattering):

        | Colour | Wavelength | Scattered |
        |:-------|-----------:|----------:|
        | red | 650 nm | 1 × |
        | green | 530 nm | 2.3 × |
        | blue | 450 nm | 4.4 × |

        So blue light reaches your eye from *every* direction, and red comes nearly straight.

        **Why not violet?** The sun sends less of it, and our eyes barely see it.

        **Check:** at sunset light crosses about 40 times as much air. The blue is gone on the \
        way, what is left is orange. 🌇
        """)
  }

  static func imageScript(_ quote: String) -> Script {
    Script(
      thinking: "There is a picture with the words \"\(quote)\". I describe what stands out first.",
      answer: """
        In the picture I see a **quiet scene** with one bright area near the middle and darker \
        edges. You wrote *\(quote)*; tell me which part matters and I will look closer. 🖼️
        """)
  }

  static func openScript(_ quote: String) -> Script {
    Script(
      thinking: """
        The user writes: "\(quote)". No single field, so I look for the question behind it.

        There are three ways to read it: as a wish for facts, for an opinion, or for a next \
        step. The most useful answer gives a little of each and says which part is certain and \
        which is not.

        I keep it structured: a one-line answer, the reasons, an example, and what I would ask \
        back. Not longer than a screen.
        """,
      answer: """
        ## About "\(quote)"

        **In one line:** it depends less on the tool than on what you do on the second day.

        ### What is fairly certain

        - Small steps beat large ones, because they can be *taken back*.
        - What is written down is found again; what is only said is not.
        - A second pair of eyes finds in minutes what the first misses for hours.

        ### What is my opinion

        Start with the part you understand **least**. If it works, the rest is craft; if not, \
        you have lost an afternoon and not a month.

        ```text
        idea ──▶ smallest trial ──▶ look ──▶ keep or drop
                      ▲                        │
                      └────────────────────────┘
        ```

        ### What I would ask back

        1. Who will use it, and how often?
        2. What happens if it is *wrong*?
        3. What have you tried already?

        With those three answers I can be a good deal more concrete. 🙂
        """)
  }
}
