/// `/api/v1/models/download` and its status.
struct NativeDownloads {
  let exchange: Exchange

  func begin() async throws {
    let body = try exchange.object()
    try StrictKeys.check(body, allowed: ["model", "quantization"])
    guard let model = body["model"]?.text else { throw StrictKeys.missing("model") }
    if exchange.world.catalogue.card(named: model) != nil {
      return try await exchange.send(["status": "already_downloaded"])
    }
    let job = await exchange.world.beginDownload(model, faults: exchange.faults)
    try await exchange.send([
      "job_id": .string(job.id), "status": "downloading",
      "total_size_bytes": .int(job.totalBytes), "started_at": .string(Timestamp.iso(job.started)),
    ])
  }

  func report(_ id: String) async throws {
    guard let job = await exchange.world.polledDownload(id) else {
      throw HTTPFailure(
        404,
        ["error": ["type": "job_not_found", "message": .string("Job with id '\(id)' not found")]])
    }
    let now = exchange.pacing.now
    let isInstant = exchange.options.speed.isInfinite
    let state = job.state(at: now, isInstant: isInstant)
    let bytes = job.downloaded(at: now, isInstant: isInstant)
    var answer: JSON = ["job_id": .string(job.id), "status": .string(state.rawValue)]
    if state == .downloading {
      let left = Double(job.totalBytes - bytes) / job.rate
      answer = answer.adding([
        "bytes_per_second": .double(job.rate),
        "estimated_completion": .string(Timestamp.iso(now + left)),
      ])
    }
    if state == .completed {
      let end = job.started + Double(job.totalBytes) / job.rate
      answer = answer.adding("completed_at", .string(Timestamp.iso(end)))
    }
    answer = answer.adding([
      "total_size_bytes": .int(job.totalBytes), "downloaded_bytes": .int(bytes),
      "started_at": .string(Timestamp.iso(job.started)),
    ])
    try await exchange.send(answer)
  }
}

extension World {
  func beginDownload(_ model: String, faults: FaultSet) -> Download {
    let broken: Download.State? =
      faults.contains(.downloadFail)
      ? .failed : faults.contains(.downloadPause) ? .paused : nil
    let job = Download(
      id: identifier("job_", 10, .hexadecimal), model: model, totalBytes: 2_100_000_000,
      started: pacing.now, rate: 210_000_000, broken: broken)
    downloads[job.id] = job
    return job
  }

  /// The job, one poll older.
  func polledDownload(_ id: String) -> Download? {
    downloads[id]?.polls += 1
    return downloads[id]
  }
}
