import Engine
import TUI

/// The catalogue as lines for a shell.
enum ModelTable {
  static func write(_ catalogue: [ServedModel], asJSON: Bool) {
    for line in asJSON ? json(catalogue) : lines(catalogue) { StandardOutput.write(line + "\n") }
  }

  /// State, name, size, quantization, window and server, in columns.
  static func lines(_ catalogue: [ServedModel]) -> [String] {
    let rows = sorted(catalogue).map { served in
      let model = served.model
      return [
        ModelLabel.residency(model.residency), Sanitizer.sanitize(model.id),
        model.sizeBytes.map(ModelLabel.size) ?? "-",
        Sanitizer.sanitize(model.quantization ?? "-"),
        (model.loadedContext ?? model.maxContext).map { "\($0)" } ?? "-",
        ServerLabel.name(served),
      ]
    }
    return Columns.lines(rows)
  }

  static func json(_ catalogue: [ServedModel]) -> [String] {
    sorted(catalogue).map { served in
      let model = served.model
      let row: JSON = [
        "model": .string(model.id), "provider": .string(served.providerID),
        "state": .string(ModelLabel.key(model.residency)),
        "size_bytes": model.sizeBytes.map { .int($0) } ?? .null,
        "quantization": model.quantization.map { .string($0) } ?? .null,
        "context": model.loadedContext.map { .int($0) } ?? .null,
        "max_context": model.maxContext.map { .int($0) } ?? .null,
      ]
      return row.text
    }
  }

  private static func sorted(_ catalogue: [ServedModel]) -> [ServedModel] {
    catalogue.sorted {
      ($0.model.residency == .loaded ? 0 : 1, $0.server, $0.model.id)
        < ($1.model.residency == .loaded ? 0 : 1, $1.server, $1.model.id)
    }
  }
}
