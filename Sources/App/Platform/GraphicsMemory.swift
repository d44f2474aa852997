import Engine

/// The memory of graphics cards, as their makers' tools tell it where they are installed.
struct GraphicsMemory {
  let environment: [String: String]
  let tool: ToolRunner
  let timer: Timekeeper

  /// What is free on this machine, cards included.
  @Sendable func free() async -> FreeMemory {
    FreeMemory(system: MachineMemory.free(), graphics: await cards())
  }

  private func cards() async -> Int? {
    if let text = await output(
      of: "nvidia-smi", ["--query-gpu=memory.free", "--format=csv,noheader,nounits"])
    {
      return Self.nvidia(text)
    }
    return await output(of: "rocm-smi", ["--showmeminfo", "vram", "--json"]).flatMap(Self.rocm)
  }

  /// Mebibytes, a line for each card.
  static func nvidia(_ text: [UInt8]) -> Int? {
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    let cards = lines.compactMap { Int($0.filter { !$0.isWhitespace }) }
      .filter { (0...1 << 24).contains($0) }
    return cards.isEmpty ? nil : cards.reduce(0, +) << 20
  }

  /// `{"card0": {"VRAM Total Memory (B)": "…", "VRAM Total Used Memory (B)": "…"}}`
  static func rocm(_ text: [UInt8]) -> Int? {
    let cards = (JSON(parsing: text)?.object ?? []).compactMap { member -> Int? in
      guard let total = member.value["VRAM Total Memory (B)"]?.string.flatMap({ Int($0) }),
        let used = member.value["VRAM Total Used Memory (B)"]?.string.flatMap({ Int($0) }),
        total >= used
      else { return nil }
      return total - used
    }
    return cards.isEmpty ? nil : cards.reduce(0, +)
  }

  /// `nil` where the tool is not there, fails, or takes longer than figures are worth.
  private func output(of name: String, _ arguments: [String]) async -> [UInt8]? {
    guard let path = SearchPath.program(name, environment) else {
      return nil
    }
    let late = EngineError(.stalled, "")
    return try? await timer.within(.seconds(2), else: late) {
      await tool.output(of: path, arguments)
    }
  }
}
