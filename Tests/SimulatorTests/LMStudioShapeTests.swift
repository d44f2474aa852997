import Testing

@testable import Simulator

@Suite("LM Studio 0.4.25 answers in its own shapes")
struct LMStudioShapeTests {
  private let qwen = "qwen/qwen3-4b"

  @Test("The greeting has Express's head")
  func greeting() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send("GET /lmstudio-greeting")
      #expect(reply.status == 200)
      #expect(reply.body == #"{"lmstudio":true}"#)
      #expect(reply.field("X-Powered-By") == "Express")
      #expect(reply.field("Content-Type") == "application/json; charset=utf-8")
      #expect(reply.field("ETag")?.hasPrefix("W/\"11-") == true)
    }
  }

  @Test(
    "An unknown route is answered 200 with an error inside",
    arguments: ["GET /health", "GET /props", "GET /api/tags", "GET //v1/models", "PUT /v1/models"])
  func catchAll(line: String) async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(line)
      #expect(reply.status == 200)
      #expect(reply.body == "{\"error\":\"Unexpected endpoint or method. (\(line))\"}")
    }
  }

  @Test("/v1/models lists everything with JIT and only residents without")
  func modelList() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send("GET /v1/models")
      #expect(reply.json["data"]?.elements?.count == Catalogue.lmStudio.cards.count)
      #expect(reply.json["data"]?.elements?.first?["owned_by"]?.text == "organization_owner")
      #expect(reply.body.hasPrefix("{\n  \"data\": ["))
    }
    try await withSimulator {
      $0.jit = false
      $0.loaded = [qwen]
    } _: { _, client in
      let reply = try await client.send("GET /v1/models")
      #expect(reply.json["data"]?.elements?.compactMap { $0["id"]?.text } == [qwen])
    }
  }

  @Test("The native list has every kind of model")
  func nativeList() async throws {
    try await withSimulator {
      $0.loaded = [qwen, "mlx-community/llama-3.2-3b-instruct"]
    } _: {
      _, client in
      let models = try await client.send("GET /api/v1/models").json["models"]?.elements ?? []
      func model(_ key: String) -> JSON? { models.first { $0["key"]?.text == key } }
      let loaded = model(qwen)?["loaded_instances"]?.elements?.first
      #expect(loaded?["id"]?.text == qwen)
      #expect(loaded?["config"]?["context_length"]?.whole == 8192)
      let mlx = model("mlx-community/llama-3.2-3b-instruct")?["loaded_instances"]?.elements?.first
      #expect(mlx?["config"]?.members?.map(\.name) == ["context_length"])
      #expect(model("phi-4-mini-instruct")?["capabilities"] == nil)
      let oss = model("openai/gpt-oss-20b")?["capabilities"]?["reasoning"]
      #expect(oss?["allowed_options"]?.elements == ["low", "medium", "high"])
      #expect(model("text-embedding-nomic-embed-text-v1.5")?["type"]?.text == "embedding")
      #expect(models.contains { $0["variants"]?.elements?.count == 2 })
    }
  }

  @Test("Loading is never idempotent, and unloading names the instance")
  func loadAndUnload() async throws {
    try await withSimulator { simulator, client in
      let body = #"{"model":"qwen/qwen3-4b","context_length":4096,"echo_load_config":true}"#
      let first = try await client.send("POST /api/v1/models/load", body)
      #expect(first.json["instance_id"]?.text == qwen)
      #expect(first.json["load_config"]?["context_length"]?.whole == 4096)
      #expect((first.json["load_time_seconds"]?.number ?? 0) > 5)
      let second = try await client.send("POST /api/v1/models/load", body)
      #expect(second.json["instance_id"]?.text == "\(qwen):2")
      #expect(await simulator.loads(of: qwen) == 2)
      let unload = try await client.send(
        "POST /api/v1/models/unload", #"{"instance_id":"qwen/qwen3-4b:2"}"#)
      #expect(unload.json["instance_id"]?.text == "\(qwen):2")
      let again = try await client.send(
        "POST /api/v1/models/unload", #"{"instance_id":"qwen/qwen3-4b:2"}"#)
      #expect(again.status == 404)
      #expect(again.json["error"]?["type"]?.text == "model_not_found")
    }
  }

  @Test(
    "Native endpoints refuse keys they do not know",
    arguments: ["chat", "models/load", "models/unload", "models/download"])
  func strictKeys(path: String) async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /api/v1/\(path)", #"{"model":"qwen/qwen3-4b","input":"x","ttl":60,"foo":1}"#)
      #expect(reply.status == 400)
      #expect(reply.json["error"]?["code"]?.text == "unrecognized_keys")
      #expect(reply.json["error"]?["message"]?.text?.contains("'ttl'") == true)
    }
  }

  @Test("A download goes on with every look at it, and ends")
  func download() async throws {
    try await withSimulator { _, client in
      let present = try await client.send(
        "POST /api/v1/models/download", #"{"model":"qwen/qwen3-4b"}"#)
      #expect(present.json == ["status": "already_downloaded"])
      let job = try await client.send(
        "POST /api/v1/models/download", #"{"model":"ibm/granite-4-micro"}"#)
      let id = job.json["job_id"]?.text ?? ""
      #expect(id.hasPrefix("job_") && id.count == 14)
      var states: [String] = []
      for _ in 0..<4 {
        let report = try await client.send("GET /api/v1/models/download/status/\(id)").json
        states.append(report["status"]?.text ?? "")
        #expect((report["bytes_per_second"] != nil) == (states.last == "downloading"))
      }
      #expect(states == ["downloading", "downloading", "downloading", "completed"])
      let unknown = try await client.send("GET /api/v1/models/download/status/job_0")
      #expect(unknown.status == 404)
      #expect(unknown.json["error"]?["type"]?.text == "job_not_found")
    }
  }

  @Test("The 0.3 list tells which model is loaded")
  func nativeZero() async throws {
    try await withSimulator {
      $0.loaded = [qwen]
    } _: { _, client in
      let models = try await client.send("GET /api/v0/models").json["data"]?.elements ?? []
      #expect(models.first?["state"]?.text == "loaded")
      #expect(models.first?["loaded_context_length"]?.whole == 8192)
      #expect(models.contains { $0["type"]?.text == "vlm" })
      let one = try await client.send("GET /api/v0/models/\(qwen)")
      #expect(one.json["id"]?.text == qwen)
      let chat = try await client.send(
        "POST /api/v0/chat/completions",
        #"{"model":"qwen/qwen3-4b","messages":[{"role":"user","content":"echo x"}]}"#)
      #expect(chat.json["stats"]?["stop_reason"]?.text == "eosFound")
      #expect(chat.json["model_info"]?["context_length"]?.whole == 8192)
    }
  }

  @Test("Embeddings are numbers, and a chat model has none")
  func embeddings() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /v1/embeddings",
        #"{"model":"text-embedding-nomic-embed-text-v1.5","input":["a","b"]}"#)
      #expect(reply.json["data"]?.elements?.count == 2)
      let wrong = try await client.send(
        "POST /v1/embeddings", #"{"model":"qwen/qwen3-4b","input":"a"}"#)
      #expect(wrong.status == 400)
    }
  }

  @Test("A token opens everything, and the greeting needs none")
  func token() async throws {
    let token = "sk-lm-ABCDEFGH:ABCDEFGHIJKLMNOPQRST"
    try await withSimulator {
      $0.token = token
    } _: { _, client in
      #expect(try await client.send("GET /lmstudio-greeting").status == 200)
      let refused = try await client.send("GET /api/v1/models")
      #expect(refused.status == 401)
      #expect(refused.json["error"]?["code"]?.text == "invalid_api_key")
      let headers = ["Authorization": "Bearer \(token)"]
      #expect(try await client.send("GET /api/v1/models", headers: headers).status == 200)
    }
  }

  @Test("An idle connection is closed")
  func idle() async throws {
    try await withSimulator {
      $0.idleTimeout = 0.02
    } _: { _, client in
      let bytes = try await client.exchange(WireClient.request("GET /lmstudio-greeting"))
      #expect(RawReply(bytes: bytes).field("Keep-Alive") == "timeout=5")
    }
  }

  @Test("One connection carries several requests")
  func reuse() async throws {
    try await withSimulator { simulator, client in
      let line = try await client.open()
      for _ in 0..<3 {
        try await line.write(WireClient.request("GET /lmstudio-greeting"))
        #expect(await line.reads(until: #"{"lmstudio":true}"#))
      }
      try await line.close()
      #expect(await simulator.log.count == 3)
    }
  }
}
