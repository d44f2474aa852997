import Engine
import Simulator
import Support
import Testing

@testable import App

@Suite("Downloads", .limit(minutes: 1))
struct DownloadTests {
  private func downloads(
    _ bench: ServerBench, _ model: String
  ) async -> (percents: [Int], session: Session) {
    let events = await bench.engine.replyEvents()
    await bench.engine.perform(.download(model: model, providerID: "box"))
    var percents: [Int] = []
    for await event in events {
      guard case .warmUp(let state, _) = event else { continue }
      if let percent = state.downloaded, percent != percents.last { percents.append(percent) }
      if state.isEnd { break }
    }
    return (percents, await bench.engine.session)
  }

  @Test("LM Studio 0.4 downloads what was asked for, with percent, rate and time left")
  func native() async throws {
    let bench = try await ServerBench(.lms0425, model: "ibm/granite-4-micro")
    _ = await bench.states(until: \.isEnd)
    let (percents, session) = await downloads(bench, "ibm/granite-4-micro")
    #expect(percents.count >= 3 && percents == percents.sorted(), "\(percents)")
    #expect(session.notices.map(\.text).contains("ibm/granite-4-micro is downloaded."))
    #expect(session.downloads.isEmpty)
    #expect(await bench.paths.filter { $0 == "POST /api/v1/models/download" }.count == 1)
    await bench.shutdown()
  }

  @Test("A download that the user paused in LM Studio says so")
  func paused() async throws {
    let bench = try await ServerBench(.lms0425, model: "ibm/granite-4-micro") {
      $0.faults = [Fault(.downloadPause)]
    }
    await bench.engine.perform(.download(model: "ibm/granite-4-micro", providerID: "box"))
    let session = await bench.until { $0.downloads.first?.progress.isPaused ?? false }
    guard case .downloading(let download) = session.warmUp.state else {
      Issue.record("\(session.warmUp.state)")
      return
    }
    #expect(download.bytesPerSecond == nil)
    await bench.shutdown()
  }

  @Test(
    "A download that fails keeps the server's words",
    arguments: [
      (ServerProfile.lms0425, "ibm/granite-4-micro"), (.ollama, "granite4:micro"),
    ])
  func fails(_ profile: ServerProfile, _ model: String) async throws {
    let bench = try await ServerBench(profile, model: model) { $0.faults = [Fault(.downloadFail)] }
    let (_, session) = await downloads(bench, model)
    guard case .failed(let error) = session.warmUp.state else {
      Issue.record("\(session.warmUp.state)")
      return
    }
    #expect(error.serverWords != nil)
    #expect(session.notices.last?.text.hasPrefix("\(model) was not downloaded: ") == true)
    await bench.shutdown()
  }

  @Test("Ollama pulls, and a name it does not know is its own words")
  func ollama() async throws {
    let bench = try await ServerBench(.ollama, model: "granite4:micro")
    let (percents, _) = await downloads(bench, "granite4:micro")
    #expect(percents.count >= 10 && percents == percents.sorted(), "\(percents)")
    await bench.shutdown()
    let other = try await ServerBench(.ollama, model: "missing:1b")
    let (_, session) = await downloads(other, "missing:1b")
    guard case .failed(let error) = session.warmUp.state else {
      Issue.record("\(session.warmUp.state)")
      return
    }
    #expect(error.message == "Pull failed: pull model manifest: file does not exist")
    await other.shutdown()
  }

  @Test("A prompt sent while the model downloads waits for it")
  func queues() async throws {
    let bench = try await ServerBench(.lms0425, model: "ibm/granite-4-micro") {
      $0.faults = [Fault(.downloadPause)]
    }
    await bench.engine.perform(.download(model: "ibm/granite-4-micro", providerID: "box"))
    _ = await bench.until { $0.downloads.first?.progress.isPaused ?? false }
    await bench.engine.perform(.send(Prompt("later")))
    #expect(await bench.engine.session.queue == [Prompt("later")])
    let id = ModelDownload.ID(providerID: "box", model: "ibm/granite-4-micro")
    await bench.engine.perform(.stopDownload(id))
    let session = await bench.engine.session
    #expect(session.queue == [Prompt("later")])
    #expect(session.notices.last?.text.contains("goes on downloading") == true)
    await bench.shutdown()
  }

  @Test("llama.cpp cannot download, and says what to do instead")
  func unsupported() async throws {
    let bench = try await ServerBench(.llamacpp, model: "qwen3-4b")
    _ = await bench.states(until: \.isEnd)
    let id = ModelDownload.ID(providerID: "box", model: "other")
    await #expect(throws: EngineError.self) { try await bench.engine.downloaded(id) }
    await bench.shutdown()
  }
}
