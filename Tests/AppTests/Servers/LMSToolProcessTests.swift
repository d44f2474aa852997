import Engine
import Simulator
import Support
import SystemPackage
import Testing

@testable import App

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The real process runner with a stand-in for LM Studio's tool.
@Suite("LM Studio's tool", .limit(minutes: 1))
struct LMSToolProcessTests {
  /// A home whose `.lmstudio/bin` holds the stand-in.
  private struct Home {
    let path: String
    var bin: String { path + "/.lmstudio/bin" }

    init() throws {
      var template = Array("/tmp/codex-tui-lms-XXXXXX".utf8CString)
      path = try #require(mkdtemp(&template).map { String(cString: $0) })
      for folder in ["/.lmstudio", "/.lmstudio/bin"] { mkdir(path + folder, 0o700) }
      let source = String(#filePath.prefix { $0 != "." }.dropLast(1))
      let fixtures = source.split(separator: "/").dropLast(2).joined(separator: "/")
      let script = try #require(try TextFile.read("/\(fixtures)/Fixtures/lms"))
      try write(script, to: "lms")
      chmod(bin + "/lms", 0o755)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
      let file = try FileDescriptor.open(
        "\(bin)/\(name)", .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      try file.closing { (file) throws(Errno) in try file.write(all: bytes) }
    }

    var calls: [String] {
      let text = (try? TextFile.read("\(bin)/calls")).map { String(decoding: $0, as: UTF8.self) }
      return (text ?? "").split(separator: "\n").map(String.init)
    }

    var tool: ToolRunner { ToolProcess.runner(environment: ["HOME": path, "PATH": "/nowhere"]) }

    func remove() {
      for name in ["lms", "calls", "port", "ps.json"] { unlink("\(bin)/\(name)") }
      for folder in ["/.lmstudio/bin", "/.lmstudio", ""] { rmdir(path + folder) }
    }
  }

  @Test("LM Studio 0.3 is warmed up by the tool, with its percents and a closed stdin")
  func loads() async throws {
    let home = try Home()
    let bench = try await ServerBench(.lms0330, model: "qwen/qwen3-4b", tool: home.tool)
    try home.write(Array("\(bench.port)".utf8), to: "port")
    let states = await bench.states(until: \.isEnd)
    #expect(states.last == .ready)
    #expect(Set(states.compactMap(\.percent)).count >= 10)
    #expect(home.calls == ["ps --json", "load --yes qwen/qwen3-4b"])
    #expect(await bench.simulator.loads(of: "qwen/qwen3-4b") == 1)
    let session = await bench.until { $0.models.contains { $0.residency == .loaded } }
    #expect(session.warmUp.state == .ready)
    await bench.shutdown()
    home.remove()
  }

  @Test("A load that the tool gives up keeps its words")
  func fails() async throws {
    let home = try Home()
    let lms = LMS(path: "\(home.bin)/lms", runner: home.tool)
    await #expect(throws: EngineError.self) {
      try await lms.run(.load(model: "broken")) { _ in }
    }
    do throws(EngineError) {
      try await lms.run(.load(model: "broken")) { _ in }
    } catch {
      #expect(error.message == "Model load failed with exit code: 1")
      #expect(error.serverWords?.contains("insufficient system resources") == true)
    }
    home.remove()
  }

  @Test("LM Studio 0.3 downloads by the tool, with percent, rate and time left")
  func downloads() async throws {
    let home = try Home()
    let bench = try await ServerBench(.lms0330, model: "ibm/granite-4-micro", tool: home.tool)
    let events = await bench.engine.replyEvents()
    await bench.engine.perform(.download(model: "ibm/granite-4-micro", providerID: "box"))
    var seen: [WarmUp.Download] = []
    for await event in events {
      guard case .warmUp(let state, _) = event else { continue }
      if case .downloading(let download) = state, download.progress != nil { seen.append(download) }
      if state.isEnd { break }
    }
    #expect(seen.count >= 6)
    #expect(seen.last?.bytesPerSecond == 45e6)
    #expect(seen.last?.secondsLeft == 190)
    #expect(home.calls.contains("get --yes ibm/granite-4-micro"))
    await bench.shutdown()
    home.remove()
  }

  @Test("A download the tool refuses ends in Codex's message and the tool's words")
  func unknownModel() async throws {
    let home = try Home()
    let bench = try await ServerBench(.lms0330, model: "nowhere/at-all", tool: home.tool)
    await bench.engine.perform(.download(model: "nowhere/at-all", providerID: "box"))
    let session = await bench.until { if case .failed = $0.warmUp.state { true } else { false } }
    guard case .failed(let error) = session.warmUp.state else { return }
    #expect(error.message == "Model download failed with exit code: 1")
    #expect(error.serverWords?.contains("No models found") == true)
    await bench.shutdown()
    home.remove()
  }

  @Test("After Esc, lms ps tells whether LM Studio still writes", arguments: [true, false])
  func verifiesStop(_ isBusy: Bool) async throws {
    let home = try Home()
    let status = isBusy ? "generating" : "idle"
    try home.write(
      Array(
        """
        [{"type":"llm","modelKey":"qwen/qwen3-4b","identifier":"qwen/qwen3-4b","ttlMs":3600000,
        "lastUsedTime":null,"contextLength":4096,"status":"\(status)","queued":0}]
        """.utf8), to: "ps.json")
    let bench = try await ServerBench(
      .lms0425, model: "qwen/qwen3-4b",
      options: {
        $0.faults = [Fault(.stallMid)]
      }, tool: home.tool)
    await bench.engine.perform(.send(Prompt("hi")))
    _ = await bench.until { $0.transcript.live?.reply.hasSaidSomething ?? false }
    await bench.engine.perform(.stop)
    let session = await bench.until {
      switch $0.stopReport {
      case .serverStopped, .serverBusy: true
      default: false
      }
    }
    if case .serverBusy = session.stopReport { #expect(isBusy) } else { #expect(!isBusy) }
    await bench.shutdown()
    home.remove()
  }

  @Test("A tool that cannot be run is named")
  func unstarted() async throws {
    let lms = LMS(path: "/nowhere/lms", runner: ToolProcess.runner(environment: [:]))
    await #expect(throws: EngineError.self) { try await lms.run(.loaded) { _ in } }
  }
}
