import Engine

/// What the list of models says.
enum ModelListMessages {
  static var loads: String { say("load", zh: "加载") }
  static var pins: String { say("pin", zh: "固定") }
  static var unloads: String { say("unload", zh: "卸载") }

  static var downloads: String { say("download", zh: "下载") }
  static var invitation: String {
    say("type to find, or the whole name of a model to download", zh: "输入以查找，或输入要下载的模型全名")
  }

  static var title: String { say("models", zh: "模型") }
  static var headings: [String] {
    say(
      ["name", "state", "server", "size", "quant", "window", "can"],
      zh: ["名称", "状态", "服务器", "大小", "量化", "窗口", "能力"])
  }

  static func noModel(isAsking: Bool) -> String {
    isAsking
      ? say("asking the servers for their models …", zh: "正在向服务器查询模型…")
      : say("no server lists a model", zh: "没有服务器列出模型")
  }

  static func typeWholeName(downloadKey: String) -> String {
    say(
      "type the whole name of a model, then \(downloadKey) downloads it",
      zh: "输入模型的完整名称，再按 \(downloadKey) 下载")
  }

  static func download(_ state: String, percent: String, detail: String) -> String {
    say(
      "◐ \(state)\(percent) \(detail) · Enter stops",
      zh: "◐ \(state)\(percent) \(detail) · Enter 停止")
  }

  static func larger(_ size: String, than free: String) -> String {
    say("\(size), only \(free) free", zh: "\(size)，仅 \(free) 可用")
  }

  /// `100 % on the GPU`, `no GPU`
  static func onGraphics(_ share: Double) -> String {
    let percent = Int((share * 100).rounded())
    return share == 0
      ? say("no GPU", zh: "未用 GPU") : say("\(percent) % on the GPU", zh: "\(percent) % 在 GPU 上")
  }

  static var tools: String { say("tools", zh: "工具") }
  static var vision: String { say("vision", zh: "视觉") }
  static var reasoning: String { say("reasoning", zh: "思考") }

  /// `nil` where all is left to the server.
  static func loads(_ options: LoadOptions) -> String? {
    let parts = [
      options.contextLength.map {
        say("window \(TokenFormatter.short($0))", zh: "窗口 \(TokenFormatter.short($0))")
      },
      options.graphicsShare.map { "GPU \(Int(($0 * 100).rounded())) %" },
      options.parallel.map { say("\($0) at a time", zh: "并行 \($0)") },
      options.flashAttention.map {
        $0
          ? say("flash attention", zh: "flash attention")
          : say("no flash attention", zh: "无 flash attention")
      },
      options.cacheOnGraphics.map {
        $0
          ? say("cache on the GPU", zh: "缓存在 GPU 上")
          : say("no cache on the GPU", zh: "缓存不在 GPU 上")
      },
    ].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    return say(
      "loads with \(parts.joined(separator: ", "))", zh: "加载：\(parts.joined(separator: "，"))")
  }
}
