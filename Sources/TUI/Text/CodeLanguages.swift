extension CodeLanguage.Quote {
  static let double = CodeLanguage.Quote("\"")
  static let single = CodeLanguage.Quote("'")
  static let block = comment("/*", "*/")
}

extension CodeLanguage {
  /// Every language that is inked. To add one, add an entry.
  static let all: [CodeLanguage] = [
    CodeLanguage(
      "swift",
      keywords: """
        actor any as associatedtype async await borrowing break case catch class \
        consuming continue default defer deinit do else enum extension fallthrough false \
        fileprivate final for func guard if import in indirect init inout internal is \
        isolated lazy let mutating nil nonisolated open operator override package \
        private protocol public repeat required rethrows return self Self some static \
        struct subscript super switch throw throws true try typealias unowned var weak \
        where while yield
        """,
      comments: "//",
      quotes: [
        .block, Quote("\"\"\"", spansLines: true), Quote("#\"", "\"#", escapes: false), .double,
      ],
      capitalIsType: true, wordBytes: "@#"),
    CodeLanguage(
      "c h c++ cpp cc cxx hpp cu cuda objc objective-c m arduino",
      keywords: """
        alignas alignof and asm auto break case catch class co_await co_return co_yield \
        concept const consteval constexpr continue decltype default delete do else enum \
        explicit export extern false final for friend goto if inline mutable namespace \
        new noexcept not nullptr operator or override private protected public register \
        requires restrict return sizeof static static_assert static_cast struct switch \
        template this thread_local throw true try typedef typename union using virtual \
        volatile while NULL #include #define #if #ifdef #ifndef #else #elif #endif \
        #pragma #undef #error
        """,
      types: """
        bool char double float int long short signed unsigned void size_t ssize_t int8_t \
        int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t FILE string vector \
        map wchar_t
        """,
      comments: "//", quotes: [.block, .double, .single], wordBytes: "#"),
    CodeLanguage(
      "python py python3 pycon ipython",
      keywords: """
        and as assert async await break case class continue def del elif else except \
        False finally for from global if import in is lambda match None nonlocal not or \
        pass raise return self True try while with yield
        """,
      types: "bool bytes dict float frozenset int list object set str tuple type",
      comments: "#",
      quotes: [
        Quote("\"\"\"", spansLines: true), Quote("'''", spansLines: true), .double, .single,
      ], capitalIsType: true, wordBytes: "@"),
    CodeLanguage(
      "javascript js mjs cjs jsx typescript ts tsx node",
      keywords: """
        abstract as async await break case catch class const continue debugger declare \
        default delete do else enum export extends false finally for from function get \
        if implements import in instanceof interface keyof let namespace new null of \
        private protected public readonly return satisfies set static super switch this \
        throw true try type typeof undefined var void while with yield
        """,
      types: "any bigint boolean never number object string symbol unknown",
      comments: "//", quotes: [.block, Quote("`", spansLines: true), .double, .single],
      capitalIsType: true, wordBytes: "$"),
    CodeLanguage(
      "rust rs",
      keywords: """
        as async await break const continue crate dyn else enum extern false fn for if \
        impl in let loop match mod move mut pub ref return self Self static struct super \
        trait true type union unsafe use where while
        """,
      types: """
        bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
        """,
      comments: "//",
      quotes: [.block, Quote("r#\"", "\"#", escapes: false), Quote("\"", spansLines: true)],
      capitalIsType: true),
    CodeLanguage(
      "go golang",
      keywords: """
        break case chan const continue default defer else fallthrough false for func go \
        goto if import interface iota map nil package range return select struct switch \
        true type var
        """,
      types: """
        any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 \
        int64 rune string uint uint8 uint16 uint32 uint64 uintptr
        """,
      comments: "//",
      quotes: [.block, Quote("`", escapes: false, spansLines: true), .double, .single],
      capitalIsType: true),
    CodeLanguage(
      "java kotlin kt kts scala cs csharp c# dart groovy",
      keywords: """
        abstract as assert async await break by case catch class companion const \
        continue data def default do else enum extends false final finally for foreach \
        fun get if implements import in init instanceof interface internal is lateinit \
        let namespace native new null object open out override package private protected \
        public readonly record ref return sealed set static super suspend switch \
        synchronized this throw throws trait transient true try typealias using val var \
        virtual volatile when where while with yield
        """,
      types: "boolean bool byte char decimal double dynamic float int long short string void",
      comments: "//", quotes: [.block, Quote("\"\"\"", spansLines: true), .double, .single],
      capitalIsType: true, wordBytes: "@"),
    CodeLanguage(
      "bash sh zsh shell console fish shell-session terminal",
      keywords: """
        case do done elif else esac export fi for function if in local readonly return \
        set shift source then unset until while alias cd echo eval exec exit read sudo \
        test trap
        """,
      comments: "#",
      quotes: [.double, Quote("'", escapes: false)],
      wordBytes: "$-"),
    CodeLanguage(
      "json jsonc json5 jsonl", grammar: .keys, keywords: "true false null", comments: "//",
      quotes: [.block, .double]),
    CodeLanguage(
      "toml yaml yml ini conf cfg properties env dotenv", grammar: .keys,
      keywords: "true false null yes no on off", comments: "# ;",
      quotes: [
        Quote("\"\"\"", spansLines: true), Quote("'''", escapes: false, spansLines: true), .double,
        Quote("'", escapes: false),
      ], wordBytes: "-."),
    CodeLanguage(
      "html xml svg xhtml vue svelte plist", grammar: .markup,
      quotes: [.comment("<!--", "-->"), .double, .single]),
    CodeLanguage(
      "css scss less", grammar: .keys, keywords: "@media @import @font-face @keyframes important",
      comments: "//", quotes: [.block, .double, .single], wordBytes: "-@.#%"),
    CodeLanguage(
      "sql postgresql postgres mysql sqlite plsql tsql",
      keywords: """
        add all alter and as asc begin between by case check column commit constraint \
        create cross database default delete desc distinct drop else end exists explain \
        false foreign from full function grant group having if in index inner insert \
        into is join key left like limit not null offset on or order outer primary \
        references replace returning right rollback select set table then transaction \
        trigger true truncate union unique update using values view when where with
        """,
      types: """
        bigint blob boolean bytea char date datetime decimal double float int integer \
        json jsonb numeric real serial smallint text time timestamp uuid varchar
        """,
      comments: "--", quotes: [.block, Quote("'", escapes: false), .double], ignoresCase: true),
    CodeLanguage("diff patch", grammar: .diff),
    CodeLanguage("markdown md mdx", grammar: .markdown, quotes: [Quote("`")]),
    CodeLanguage(
      "ruby rb",
      keywords: """
        alias and begin break case class def defined? do else elsif end ensure false for \
        if in module next nil not or redo require rescue retry return self super then \
        true undef unless until when while yield attr_accessor attr_reader puts
        """,
      comments: "#", quotes: [.double, .single], capitalIsType: true, wordBytes: "@?"),
    CodeLanguage(
      "lua",
      keywords: """
        and break do else elseif end false for function goto if in local nil not or \
        repeat return then true until while
        """,
      comments: "--", quotes: [.comment("--[[", "]]"), .double, .single]),
    CodeLanguage(
      "php",
      keywords: """
        abstract array as break case catch class const continue default do echo else \
        elseif extends false final fn for foreach function global if implements include \
        interface match namespace new null private protected public readonly require \
        return static switch this throw trait true try use while yield
        """,
      types: "bool float int mixed string void", comments: "// #",
      quotes: [.block, .double, .single],
      capitalIsType: true, wordBytes: "$"),
    CodeLanguage(
      "dockerfile docker makefile make cmake",
      keywords: """
        ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL USER \
        VOLUME WORKDIR AS ifeq ifneq else endif include define endef
        """,
      comments: "#", quotes: [.double, .single], wordBytes: "-."),
  ]
}
