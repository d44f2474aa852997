import Simulator

/// The rows of docs/faults.md.
enum FaultTable {
  static let rows: [FaultRow] =
    midStream + endings + dialects + tolerance + slowness + loading + overflow + accounting
    + answers + connections

  private static let again = "→ Send again; if it recurs, see the server's log."
  private static let anew = "→ Send again and the server loads it anew"

  private static let midStream = [
    FaultRow(
      fault: "err-midstream-obj", what: "an error object in the middle of the stream",
      bar: "ready", says: ["✗ The server reported an error: Compute error.", again], keeps: .part),
    FaultRow(
      fault: "err-midstream-string", what: "an error that is a string",
      bar: "ready", says: ["✗ The server reported an error: Compute error.", again], keeps: .part),
    FaultRow(
      fault: "err-midstream-dup", what: "an error that is said twice in one object",
      bar: "ready", says: ["✗ The server reported an error: Compute error.", again], keeps: .part),
    FaultRow(
      fault: "native-error", what: "an error event, then the end of the chat with what there was",
      bar: "ready", says: ["✗ The server reported an error: Compute error.", again], keeps: .part),
    FaultRow(
      fault: "evict-mid", what: "another model pushes this one out of memory",
      bar: "not loaded", says: ["✗ The server unloaded the model meanwhile.", anew], keeps: .part),
    FaultRow(
      fault: "unload-mid", what: "the model is unloaded by hand", bar: "not loaded",
      says: ["✗ The server unloaded the model meanwhile.", anew], keeps: .part),
    FaultRow(
      fault: "crash-mid", what: "the model's process dies", bar: "not loaded",
      says: ["✗ The model crashed.", anew], keeps: .part),
    FaultRow(
      fault: "err-midstream-obj@3", what: "an error after the third word",
      bar: "ready", says: ["✗ The server reported an error: Compute error.", again], keeps: .part),
  ]

  private static let early = "— the connection ended before the reply was complete —"
  private static let cameBack = "broke; the reply went on where it was."
  private static let broke = "broke before the reply was complete."

  private static let endings = [
    FaultRow(
      fault: "no-done", what: "no end mark, though the stream told the reason of the end",
      wires: [.chat, .llamaCpp], bar: "ready", keeps: .all),
    FaultRow(
      fault: "no-done", what: "no end mark at all", wires: [.native, .responses, .ollama],
      bar: "ready", says: [early], keeps: .all),
    FaultRow(
      fault: "no-chat-end", what: "LM Studio's own stream without chat.end", wires: [.native],
      bar: "ready", says: [early], keeps: .all),
    FaultRow(
      fault: "linger@3600", what: "the socket stays open for an hour after the end", bar: "ready",
      keeps: .all),
    FaultRow(
      fault: "drop@1", what: "the connection closes before the first word",
      wires: FaultWire.keepNoStream, bar: "failed", says: [broke], keeps: .nothing),
    FaultRow(
      fault: "drop@3000", what: "the connection closes, and the server keeps the stream",
      wires: [.llamaCpp], bar: "ready", says: [cameBack], keeps: .all),
    FaultRow(
      fault: "drop@3000", what: "the connection closes inside a chunk", wires: [.native, .chat],
      bar: "ready", says: [broke, "→ What arrived is kept. Ask again to continue."], keeps: .part),
    FaultRow(
      fault: "drop@8000", what: "the connection closes inside an event", wires: [.responses],
      bar: "ready", says: [broke, "→ What arrived is kept. Ask again to continue."], keeps: .part),
    FaultRow(
      fault: "drop@1503", what: "the connection closes inside a line of JSON", wires: [.ollama],
      bar: "ready", says: [broke, "→ What arrived is kept. Ask again to continue."], keeps: .part),
    FaultRow(
      fault: "reset@1", what: "the connection is reset before the first word",
      wires: FaultWire.keepNoStream, bar: "", says: ["✗"], keeps: .nothing),
    FaultRow(
      fault: "reset@1", what: "the connection is reset, and the server keeps the stream",
      wires: [.llamaCpp], bar: "ready", says: [cameBack], keeps: .all),
    FaultRow(
      fault: "reset@3000", what: "the connection is reset in the middle", wires: FaultWire.lmStudio,
      bar: "", says: [broke], keeps: .beginning),
  ]

  private static let dialects = [
    ("crlf", "lines that end in CR LF", FaultWire.all),
    ("bom", "a byte order mark first", FaultWire.all),
    ("comments", "comments between the events", FaultWire.events),
    ("multiline-data", "one event over many data lines", FaultWire.events),
    ("no-space-after-colon", "no blank after the colon", FaultWire.events),
    ("no-event-lines", "no event lines", FaultWire.events),
    ("only-event-lines", "the type only in the event line", FaultWire.events),
    ("tiny-writes", "every byte in a packet of its own", FaultWire.all),
    ("huge-writes", "the whole reply in one packet", FaultWire.all),
  ].map { FaultRow(fault: $0, what: $1, wires: $2, bar: "ready", keeps: .all) }

  private static let skipped = "Skipped 1 event of the stream that could not be read."

  private static let tolerance =
    [
      FaultRow(
        fault: "splice", what: "a torn event, and the next one on the same line", bar: "ready",
        says: [skipped], keeps: .all),
      FaultRow(
        fault: "badjson", what: "an event that is no JSON", bar: "ready", says: [skipped],
        keeps: .all),
    ]
    + [
      ("unknown-event", "an unknown event"), ("extra-fields", "unknown fields"),
      ("usage-missing", "no token counts"), ("usage-zero", "token counts of zero"),
      ("usage-on-every-chunk", "token counts with every word"),
    ].map { FaultRow(fault: $0, what: $1, bar: "ready", keeps: .all) }
    + [
      ("int-progress", "progress as whole numbers"), ("progress-null", "progress without a number"),
      ("progress-regress", "progress that runs backwards"),
    ].map {
      FaultRow(
        fault: $0, what: $1, scene: .load, wires: [.native], bar: "ready", keeps: .all)
    }

  private static let slowness = [
    FaultRow(
      fault: "slow-headers@3600", what: "no answer for an hour", scene: .silence,
      bar: "stalled 30 s",
      says: ["— stopped by you —"], keeps: .nothing),
    FaultRow(
      fault: "slow-first-token@3600", what: "an answer without a word for an hour",
      scene: .silence, bar: "stalled 30 s", says: ["— stopped by you —"], keeps: .nothing),
    FaultRow(
      fault: "stall-mid", what: "the stream stops in the middle", scene: .silence,
      bar: "stalled 30 s", says: ["— stopped by you —"], keeps: .part),
    FaultRow(
      fault: "slow-first-token@3600", what: "an answer without a word for an hour",
      scene: .limit, bar: "failed", says: ["✗ Nothing came from", "sets the limit."],
      keeps: .nothing),
    FaultRow(
      fault: "stall-mid", what: "the stream stops in the middle", scene: .limit,
      bar: "ready", says: ["✗ Nothing came from", "for 300 s.", "→ What arrived is kept."],
      keeps: .part),
  ]

  private static let loading = [
    FaultRow(
      fault: "load-fail@60", what: "the load dies at 60 %", scene: .load,
      wires: [.native, .ollama, .llamaCpp], bar: "failed", says: ["✗", "→"], keeps: .queued,
      next: .sendsHeld),
    FaultRow(
      fault: "resources", what: "the model does not fit into memory", scene: .load,
      wires: [.native], bar: "failed",
      says: ["✗ The model does not fit into the memory that is free.", "→ Unload another model"],
      keeps: .queued, next: .sendsHeld),
    FaultRow(
      fault: "load-stuck@99", what: "the load stands still at 99 %", scene: .loadSilence,
      wires: [.native], bar: "loading 98 % · no progress for 30 s", keeps: .queued,
      next: .sendsHeld),
    FaultRow(
      fault: "crash", what: "the model dies before its first word", bar: "not loaded",
      says: ["✗ The model crashed.", anew], keeps: .nothing),
    FaultRow(
      fault: "dup-instance", what: "the server loads the model a second time", bar: "ready",
      keeps: .all),
  ]

  private static let shorter =
    "→ Start a new conversation, send less, or load the model with a larger context."

  private static let overflow = [
    FaultRow(
      fault: "overflow-400-old", what: "too long for the context, as LM Studio 0.3 says it",
      bar: "failed",
      says: [
        "✗ The prompt is too long: 9000 tokens, where the model has room for 4096.", shorter,
      ], keeps: .nothing),
    FaultRow(
      fault: "overflow-400-new", what: "too long for the context, as LM Studio 0.4 says it",
      bar: "failed", says: ["✗ The prompt is too long for the model's context.", shorter],
      keeps: .nothing),
    FaultRow(
      fault: "overflow-empty-200", what: "too long for the context, and not a word about it",
      bar: "failed",
      says: [
        "✗ The server ended the reply without a word and without a reason.",
        "→ The server's log may tell why.",
      ], keeps: .nothing),
  ]

  private static let accounting = [
    FaultRow(
      fault: "wrong-model", what: "another model answers than the one asked", bar: "ready",
      says: ["answered by someone-else/other-model-7b"], keeps: .all)
  ]

  private static let answers = [
    FaultRow(
      fault: "401", what: "the token is missing or wrong", bar: "needs token",
      says: ["✗ The server asks for a valid token.", "→ Add env_key"], keeps: .nothing),
    FaultRow(
      fault: "401", what: "the token is missing or wrong", scene: .warmUp,
      bar: "needs token", says: ["asks for a token.", "→ Add env_key"], keeps: .nothing),
    FaultRow(
      fault: "403", what: "the token may not do that", bar: "failed",
      says: ["✗ The server forbids this request: This token may not do that."],
      keeps: .nothing),
    FaultRow(
      fault: "404", what: "the model is not there", bar: "no such model",
      says: ["✗ The server has no such model", "→ Choose one of the models it lists"],
      keeps: .nothing),
    FaultRow(
      fault: "415", what: "the request is refused", bar: "failed",
      says: ["✗ The server refused the request: Content-Type must be application/json"],
      keeps: .nothing),
    FaultRow(
      fault: "429@1", what: "too many requests, once; it is asked again by itself", bar: "ready",
      keeps: .all),
    FaultRow(
      fault: "429@1", what: "too many requests, as often as it is asked", times: 3, bar: "failed",
      says: ["✗ The server takes no more requests", "→ Wait a moment and send again."],
      keeps: .nothing),
    FaultRow(
      fault: "429@3600", what: "too many requests, come back in an hour", bar: "failed",
      says: ["✗ The server takes no more requests", "→ Wait"], keeps: .nothing),
    FaultRow(
      fault: "500-html", what: "an error page, once; it is asked again by itself", bar: "ready",
      keeps: .all),
    FaultRow(
      fault: "500-html", what: "an error page, as often as it is asked", times: 3, bar: "failed",
      says: ["✗ The server failed: Internal Server Error", again], keeps: .nothing),
    FaultRow(
      fault: "502-text", what: "plain words of a proxy, once; it is asked again by itself",
      bar: "ready", keeps: .all),
    FaultRow(
      fault: "502-text", what: "plain words of a proxy, as often as it is asked", times: 3,
      bar: "failed", says: ["✗ The server failed: upstream connect error", again],
      keeps: .nothing),
    FaultRow(
      fault: "200-html", what: "a sign-in page instead of a reply", bar: "failed",
      says: [
        "✗ A web page came instead of a reply: Sign in to the hotel network", "→ Check base_url",
      ], keeps: .nothing),
    FaultRow(
      fault: "json-on-stream", what: "the whole reply as one JSON, though a stream was asked for",
      bar: "ready", keeps: .all),
    FaultRow(
      fault: "catchall-404", what: "unknown addresses answered by 404 instead of 200",
      scene: .warmUp, bar: "ready", keeps: .nothing),
  ]

  private static let connections = [
    FaultRow(
      fault: "stale-keepalive", what: "a kept connection closes as the request comes",
      bar: "ready", keeps: .all),
    FaultRow(
      fault: "server-restart@3600", what: "the server goes away", scene: .gone,
      bar: "offline", says: ["✗", "→"], keeps: .nothing),
    FaultRow(
      fault: "download-fail", what: "the download fails half way", scene: .download,
      wires: [.native, .ollama], bar: "failed", says: ["✗", "→"], keeps: .nothing,
      next: .downloads),
    FaultRow(
      fault: "download-pause", what: "the download is paused at the server", scene: .download,
      wires: [.native], bar: "download paused at the server", keeps: .nothing, next: .downloads),
  ]
}
