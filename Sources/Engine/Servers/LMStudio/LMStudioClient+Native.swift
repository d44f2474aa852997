/// What only LM Studio 0.4 and later can do, below `/api/v1`.
extension LMStudioClient {
  /// A model that the server has put into memory.
  package struct Instance: Equatable, Sendable {
    /// What requests and `unload(instance:)` call it: the model's key, or `key:2` of a second one.
    package var id: String
    package var seconds: Double?
    /// Tokens of the window it was given.
    package var contextLength: Int?
  }

  /// Loads a model and returns when it is in memory; nothing is told on the way.
  ///
  /// A model that is loaded already gets a second instance, so look at the list first.
  ///
  /// The share of the graphics card and the time to live are not among what this API takes.
  package func load(
    _ model: String, _ options: LoadOptions = LoadOptions()
  ) async throws(EngineError) -> Instance {
    var body: JSON = ["model": .string(model), "echo_load_config": true]
    body["context_length"] = options.contextLength.map(JSON.int)
    body["parallel"] = options.parallel.map(JSON.int)
    body["flash_attention"] = options.flashAttention.map(JSON.bool)
    body["offload_kv_cache_to_gpu"] = options.cacheOnGraphics.map(JSON.bool)
    let (json, answer) = try await native(.post, "models/load", body: body)
    guard let id = json["instance_id"]?.string else { throw unknown(answer) }
    return Instance(
      id: id, seconds: json["load_time_seconds"]?.amount(.seconds),
      contextLength: json["load_config"]?["context_length"]?.count(.tokens))
  }

  /// Frees the memory of one instance. Throws `.modelMissing` when it is not loaded.
  package func unload(instance: String) async throws(EngineError) {
    do throws(EngineError) {
      _ = try await native(.post, "models/unload", body: ["instance_id": .string(instance)])
    } catch {
      guard error.kind == .modelMissing else { throw error }
      throw LMStudioMessages.isNotLoaded(instance, serverWords: error.serverWords)
    }
  }

  /// Asks the server to fetch a model.
  ///
  /// - Parameters:
  ///   - model: A name of LM Studio's catalog, or `https://huggingface.co/ORG/REPO`.
  ///   - quantization: `Q4_K_M`; only with an address at Hugging Face.
  package func download(
    _ model: String, quantization: String? = nil
  ) async throws(EngineError) -> LMStudioDownload {
    var body: JSON = ["model": .string(model)]
    if let quantization { body["quantization"] = .string(quantization) }
    do throws(EngineError) {
      let (json, answer) = try await native(.post, "models/download", body: body)
      guard let download = LMStudioDownload(json) else { throw unknown(answer) }
      return download
    } catch {
      guard error.kind == .modelMissing else { throw error }
      throw LMStudioMessages.knowsNoModel(model, serverWords: error.serverWords)
    }
  }

  /// How far a download is. There is no stream of it: ask once a second.
  package func downloadStatus(
    _ job: LMStudioDownload.Job
  ) async throws(EngineError) -> LMStudioDownload.Status {
    let path = "models/download/status/" + PercentEncoding.encode(job.id)
    do throws(EngineError) {
      let (json, answer) = try await native(.get, path, patience: ServerConnection.patience)
      guard let status = LMStudioDownload.Status(json, of: job) else { throw unknown(answer) }
      return status
    } catch {
      guard let words = error.serverWords, words.contains("job_not_found") else { throw error }
      throw LMStudioMessages.knowsNoDownload(serverWords: words)
    }
  }
}

extension LMStudioClient {
  /// The base without the `/v1` or `/api/v1` of its end.
  private var root: String {
    for ending in ["/api/v1", "/v1"] where base.hasSuffix(ending) {
      return String(base.dropLast(ending.count))
    }
    return base
  }

  /// Asks the native API; a refusal is thrown, whatever its status.
  private func native(
    _ method: HTTPRequest.Method, _ path: String, body: JSON? = nil, patience: Duration? = nil
  ) async throws(EngineError) -> (JSON, Answer) {
    let answer = try await request(
      method, "\(root)/api/v1/\(path)", body: body, patience: patience)
    guard answer.isSuccess, ErrorMapper.complaint(in: answer.body) == nil else {
      let error = failure(answer)
      throw error.kind == .unsupported ? unknown(answer) : error
    }
    guard let json = JSON(parsing: answer.body) else { throw unknown(answer) }
    return (json, answer)
  }

  private func unknown(_ answer: Answer) -> EngineError {
    var error = foreign(answer, LMStudioMessages.isNotNative)
    error.remedy = LMStudioMessages.needsNewer
    return error
  }
}
