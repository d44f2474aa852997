import Testing

@testable import Engine

@Suite("LM Studio's tool")
struct LMSToolTests {
  static let notFound = "LM Studio not found. Please install LM Studio from https://lmstudio.ai/"

  @Test(
    "The tool is the one of PATH, else the one in LM Studio's folder",
    arguments: [
      (["/usr/bin/lms", "/home/me/.lmstudio/bin/lms"], nil, "/usr/bin/lms"),
      (["/opt/lms", "/usr/bin/lms"], nil, "/opt/lms"),
      (["/home/me/.lmstudio/bin/lms"], nil, "/home/me/.lmstudio/bin/lms"),
      (["/home/me/.cache/lm-studio/bin/lms"], nil, "/home/me/.cache/lm-studio/bin/lms"),
      (["/big/lm/bin/lms", "/home/me/.lmstudio/bin/lms"], "/big/lm\n", "/big/lm/bin/lms"),
      (["/home/me/.lmstudio/bin/lms"], "/gone", "/home/me/.lmstudio/bin/lms"),
      (["lms", "./lms", "bin/lms", "/lms"], nil, nil),
      ([], nil, nil),
    ] as [(Set<String>, String?, String?)])
  func find(_ files: Set<String>, _ pointer: String?, _ expected: String?) {
    let environment = ["PATH": "/opt/::bin:.:/usr/bin", "HOME": "/home/me"]
    let found = try? LMSTool.find(environment: environment, pointer: pointer) {
      files.contains($0)
    }
    #expect(found == expected)
  }

  @Test(
    "Where nothing is set nothing is found",
    arguments: [[:], ["PATH": "", "HOME": ""], ["PATH": "bin"]])
  func nothing(_ environment: [String: String]) {
    #expect {
      try LMSTool.find(environment: environment) { _ in true }
    } throws: { error in
      (error as? EngineError)?.message == Self.notFound
    }
  }

  @Test(
    "What the tool is told",
    arguments: [
      (.get(model: "openai/gpt-oss-20b"), ["get", "--yes", "openai/gpt-oss-20b"]),
      (.get(model: "--select"), ["get", "--yes", "--", "--select"]),
      (.load(model: "q"), ["load", "--yes", "q"]),
      (
        .load(model: "q", LoadOptions(contextLength: 8192)),
        ["load", "--yes", "--context-length", "8192", "q"]
      ),
      (
        .estimate(model: "q", halfOnGraphics),
        ["load", "--estimate-only", "--yes", "--gpu", "0.5", "--parallel", "2", "--ttl", "60", "q"]
      ),
      (.link, ["link", "status", "--json"]),
      (.unload(instance: "q:2"), ["unload", "q:2"]),
      (.loaded, ["ps", "--json"]),
    ] as [(LMSTool.Command, [String])])
  func arguments(_ command: LMSTool.Command, _ expected: [String]) {
    #expect(command.arguments == expected)
  }

  private static var halfOnGraphics: LoadOptions {
    var options = LoadOptions(timeToLive: 60)
    options.graphicsShare = 0.5
    options.parallel = 2
    return options
  }

  @Test(
    "An estimate is read in the units it is told in",
    arguments: [
      ("Estimated GPU Memory:   11.3 GiB\nEstimated Total Memory: 12.5 GiB\n", 13_421_772_800),
      ("Estimated Total Memory: 512 MiB", 536_870_912), ("nothing of the kind", nil),
    ] as [(String, Int?)])
  func estimate(_ text: String, _ bytes: Int?) { #expect(LMS.estimate(in: text) == bytes) }

  @Test(
    "What its end means",
    arguments: [
      (.get(model: "m"), 0, nil),
      (.get(model: "m"), 1, "Model download failed with exit code: 1"),
      (.get(model: "m"), nil, "Model download failed with exit code: -1"),
      (.load(model: "m"), 2, "Model load failed with exit code: 2"),
      (.unload(instance: "m"), 1, "Model unload failed with exit code: 1"),
      (.loaded, 127, "The list of loaded models failed with exit code: 127"),
    ] as [(LMSTool.Command, Int32?, String?)])
  func end(_ command: LMSTool.Command, _ code: Int32?, _ message: String?) {
    #expect(LMSTool.error(of: command, exitCode: code)?.message == message)
  }

  @Test("A failure keeps the tool's words and names the call to make by hand")
  func failure() {
    let error = LMSTool.error(of: .get(model: "m"), exitCode: 1, words: ["Error", "No such model"])
    #expect(error?.serverWords == "Error\nNo such model")
    #expect(error?.remedy == "Run it by hand to see more: lms get --yes m")
    let unstarted = LMSTool.unstarted(.get(model: "m"), path: "/x/lms", reason: "No such file")
    #expect(unstarted.message == "Failed to execute '/x/lms get --yes m': No such file")
  }
}

@Suite("The progress that LM Studio's tool paints")
struct LMSProgressTests {
  private static let bar = "⠋ [██████▌               ] "

  private static func steps(_ text: String, cut: Int? = nil) -> [LMSProgress.Step] {
    var progress = LMSProgress()
    let bytes = Array(text.utf8)
    let cut = cut ?? bytes.count
    return progress.read(bytes[..<cut]) + progress.read(bytes[cut...]) + progress.end()
  }

  @Test(
    "Each line tells one step",
    arguments: [
      ("⠙ Loading qwen/qwen3-4b 42%", .load(0.42)),
      ("Loading my model 7% off 100%", .load(1)),
      ("[███   ] 50%", .load(0.5)),
      ("\u{1B}[32m⠙\u{1B}[39m Loading q 25%", .load(0.25)),
      (
        bar + "25.00% |   3.55 GB /  12.10 GB |  45.00 MB/s | ETA 03:10",
        .download(.init(progress: 0.25, bytesPerSecond: 45_000_000, secondsLeft: 190))
      ),
      (
        bar + "0.00% | 0 B / 12.10 GB | 512.50 KB/s | ETA 1:02:03",
        .download(.init(progress: 0, bytesPerSecond: 512_500, secondsLeft: 3723))
      ),
      (
        bar + "100.00% | 12.10 GB / 12.10 GB | 0 B/s | ETA --:--",
        .download(.init(progress: 1, bytesPerSecond: 0))
      ),
      (bar + "50.00% | 1 GB / 2 GB", .download(.init(progress: 0.5))),
      ("Loading q", nil), ("Loading q %", nil), ("Loading q -5%", nil), ("Loading q nan%", nil),
      ("Searching for models 50%", nil), ("a | b | c", nil), ("⠋", nil), ("", nil),
    ] as [(String, LMSProgress.Step?)])
  func line(_ text: String, _ expected: LMSProgress.Step?) {
    #expect(Self.steps(text) == (expected.map { [$0] } ?? []))
    #expect(Self.steps("\u{1B}[?25l\r" + text + "\r\u{1B}[K") == Self.steps(text))
  }

  private static let load =
    "\u{1B}[?25l\r⠋ Loading q 0%\r⠙ Loading q 0%\r⠹ Loading q 25%\r⠸ Loading q 50%"
    + "\r\u{1B}[K\u{1B}[?25hModel loaded successfully in 8.42s.\n"
  private static let get =
    "↓ To download: q 4bit\n\u{1B}[2K\u{1B}[1A↓ To download: q 4bit\n\u{1B}]0;title 5%\u{07}"
    + "\u{1B}[s\(bar)25.00% | 1 GB / 4 GB | 1.00 MB/s | ETA 00:10\u{1B}[u"
    + "\u{1B}7\(bar)50.00% | 2 GB / 4 GB | 1.00 MB/s | ETA 00:05\u{1B}8"
    + "\r\nFinalizing download...\nDownload completed.\n"

  @Test(
    "A run is the same wherever it is cut, and repeats nothing",
    arguments: [
      (load, [.load(0), .load(0.25), .load(0.5)]),
      (
        get,
        [
          .download(.init(progress: 0.25, bytesPerSecond: 1_000_000, secondsLeft: 10)),
          .download(.init(progress: 0.5, bytesPerSecond: 1_000_000, secondsLeft: 5)),
        ]
      ),
    ] as [(String, [LMSProgress.Step])])
  func run(_ text: String, _ expected: [LMSProgress.Step]) {
    for cut in 0...text.utf8.count { #expect(Self.steps(text, cut: cut) == expected) }
    var progress = LMSProgress()
    #expect(text.utf8.flatMap { progress.read([$0]) } + progress.end() == expected)
  }

  @Test("A step is told when its line is painted over, not before")
  func when() {
    var progress = LMSProgress()
    #expect(progress.read("\r⠋ Loading q 42".utf8) == [])
    #expect(progress.read("%".utf8) == [])
    #expect(progress.read("\r".utf8) == [.load(0.42)])
  }

  @Test("The last words are kept, without escapes and progress, and not without end")
  func words() {
    var progress = LMSProgress()
    _ = progress.read(Self.get.utf8)
    #expect(
      progress.words == ["↓ To download: q 4bit", "Finalizing download...", "Download completed."])
    for number in 0..<100 { _ = progress.read("\u{1B}[31mline \(number)\u{1B}[0m\r\n".utf8) }
    #expect(progress.words.count == LMSProgress.keptWords)
    #expect(progress.words.last == "line 99")
  }

  @Test("A line without end, an escape without end and broken UTF-8 do no harm")
  func hostile() {
    var progress = LMSProgress()
    #expect(progress.read(repeatElement(UInt8(ascii: "x"), count: 100_000)) == [])
    #expect(
      progress.read("\n\u{1B}]never closed\n\u{1B}[1;2\nLoading q 5%\n".utf8) == [.load(0.05)])
    #expect(progress.read([0xFF, 0xE2, 0xA0, 0x0A] + "Loading q 6%\n".utf8) == [.load(0.06)])
    #expect(progress.words.first?.utf8.count == TerminalLines.limit)
  }
}
