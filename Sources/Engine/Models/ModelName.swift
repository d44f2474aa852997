/// Whether two names mean one model, as servers bend them.
package enum ModelName {
  /// Case, a variant's suffix (`@q4_k_m`), an instance's number (`:2`) and Ollama's `:latest` do not
  /// make another model, nor does a dated snapshot of a cloud model (`gpt-5` → `gpt-5-2025-08-07`).
  package static func same(_ a: String, _ b: String) -> Bool {
    let first = core(a)
    let second = core(b)
    return first == second || isSnapshot(first, of: second) || isSnapshot(second, of: first)
  }

  private static func core(_ name: String) -> String {
    var core = name.lowercased()
    if let at = core.firstIndex(of: "@") { core = String(core[..<at]) }
    if core.hasSuffix(":latest") { core = String(core.dropLast(7)) }
    if let colon = core.lastIndex(of: ":"), Int(core[core.index(after: colon)...]) != nil {
      core = String(core[..<colon])
    }
    return core
  }

  private static func isSnapshot(_ long: String, of short: String) -> Bool {
    guard long.hasPrefix(short + "-") else { return false }
    let date = long.dropFirst(short.count + 1)
    return date.count >= 8 && date.allSatisfy { $0.isNumber || $0 == "-" }
  }
}
