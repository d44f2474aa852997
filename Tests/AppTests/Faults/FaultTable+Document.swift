import Support

/// docs/faults.md, written from the rows that the test walks.
extension FaultTable {
  static var document: String {
    let runs = rows.reduce(0) { $0 + $1.wires.count }
    let head = """
      # What happens when things go wrong

      Every way in which the built-in simulator can misbehave, and what the user then sees. A test
      (`FaultTableTests`) walks this table: it runs each row through the whole program, on each of its
      wires, and compares the words on the screen, what was kept, and what the next prompt does.
      There are \(rows.count) rows and \(runs) runs. Change the table in
      `Tests/AppTests/Faults/FaultTable.swift`; `make docs` writes this file.

      A fault is turned on for every request (`codex-tui simulate --fault drop@400`), for one request
      (`!!drop@400` in the prompt, or the header `X-Simulate-Fault`), or while the server runs
      (`POST /simulator/fault` with `{"fault": "drop@400", "times": 2}`).

      The wires: \(wires). Nothing that was typed is ever lost: where the reply keeps nothing, the
      prompt stands in the conversation, and Alt+↑ brings it back.

      | Fault | The server | When | Wires | Status bar | The turn says | Kept | Enter next |
      |---|---|---|---|---|---|---|---|

      """
    return head + rows.map(line).joined(separator: "\n") + "\n" + tools
  }

  /// What servers of tools do wrong; `ToolFaultTests` walks these.
  private static var tools: String {
    let head = """

      ## Servers of tools

      Every prompt ends, every call has a result, and the next prompt is answered (`ToolFaultTests`). Where the model
      is offered no tool, the reply says so.

      | Fault | The server | The call | The model reads, or the reply says |
      |---|---|---|---|

      """
    let rows = ToolFault.rows.map { row in
      "| `\(row.name)` | \(row.what) | \(row.status ?? "is not offered") | \(row.says) |"
    }
    return head + rows.joined(separator: "\n") + "\n" + CallFault.document
  }

  private static var wires: String {
    FaultWire.all.map { "*\($0.name)* (\($0.server.rawValue), `\($0.api)`)" }
      .joined(separator: ", ")
  }

  private static func line(_ row: FaultRow) -> String {
    let fault = row.times > 1 ? "`\(row.fault)` × \(row.times)" : "`\(row.fault)`"
    let wires =
      row.wires == FaultWire.all ? "all" : row.wires.map(\.name).joined(separator: ", ")
    let says = row.says.isEmpty ? "the answer" : row.says.joined(separator: " … ")
    let cells = [
      fault, row.what, row.scene.rawValue, wires, row.bar.isEmpty ? "–" : row.bar, says,
      row.keeps.rawValue, row.next.rawValue,
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
