/// What LM Studio 0.4 says to a wish for a model.
package enum LMStudioDownload: Equatable, Sendable {
  case alreadyDownloaded
  case began(Job)

  /// One download; it goes on in the server without a watcher, and cannot be called off from here.
  package struct Job: Equatable, Sendable {
    package var id: String
    package var totalBytes: Int?

    package init(id: String, totalBytes: Int? = nil) {
      self.id = id
      self.totalBytes = totalBytes
    }
  }

  /// How far a job is.
  package enum Status: Equatable, Sendable {
    /// Going on, or paused by its user in the app.
    case running(WarmUp.Download)
    case completed
    case failed(EngineError)
  }

  /// Reads the answer of `POST /api/v1/models/download`; `nil` when it is none.
  init?(_ json: JSON) {
    if let id = json["job_id"]?.string {
      self = .began(Job(id: id, totalBytes: json["total_size_bytes"]?.count(.bytes)))
    } else if ["already_downloaded", "completed"].contains(json["status"]?.string) {
      self = .alreadyDownloaded
    } else {
      return nil
    }
  }
}

extension LMStudioDownload.Status {
  /// Reads the answer of `GET /api/v1/models/download/status/JOB`; `nil` when it is none.
  init?(_ json: JSON, of job: LMStudioDownload.Job) {
    guard let status = json["status"]?.string else { return nil }
    switch status {
    case "completed", "already_downloaded": self = .completed
    case "failed": self = .failed(LMStudioMessages.downloadFailed(serverWords: json.text))
    default: self = .running(Self.download(json, isPaused: status == "paused", of: job))
    }
  }

  /// The time left comes of the bytes left: the server's own estimate is a date, and its clock need
  /// not be ours.
  private static func download(
    _ json: JSON, isPaused: Bool, of job: LMStudioDownload.Job
  ) -> WarmUp.Download {
    let total = (json["total_size_bytes"]?.amount(.bytes) ?? job.totalBytes.map(Double.init))
      .flatMap { $0 > 0 ? $0 : nil }
    let done = json["downloaded_bytes"]?.amount(.bytes)
    let rate = json["bytes_per_second"]?.amount(.bytes).flatMap { $0 > 0 && !isPaused ? $0 : nil }
    var download = WarmUp.Download(progress: nil, bytesPerSecond: rate, isPaused: isPaused)
    guard let total, let done else { return download }
    download.progress = min(1, max(0, done / total))
    download.secondsLeft = rate.map { max(0, total - done) / $0 }
    return download
  }
}
