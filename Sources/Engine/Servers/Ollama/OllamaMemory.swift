/// What a model takes in memory, from what `POST /api/show` tells of its build.
enum OllamaMemory {
  /// The window that Ollama gives where none is asked for and little memory is there.
  static let usualWindow = 4096

  /// Bytes of the window's cache: for each token and layer a key and a value of two bytes a number.
  ///
  /// Models whose layers look at a part of the window only take less.
  static func cache(_ info: JSON, window: Int) -> Int? {
    guard let family = info["general.architecture"]?.string,
      let layers = info["\(family).block_count"]?.count(.tokens),
      let heads = info["\(family).attention.head_count"]?.count(.tokens), heads > 0
    else { return nil }
    func figure(_ name: String) -> Int? { info["\(family).\(name)"]?.count(.tokens) }
    let head = figure("embedding_length").map { $0 / heads }
    guard let key = figure("attention.key_length") ?? head,
      let value = figure("attention.value_length") ?? head
    else { return nil }
    let (bytes, isTooMuch) = layers.multipliedReportingOverflow(
      by: (figure("attention.head_count_kv") ?? heads) * (key + value) * 2 * window)
    return isTooMuch ? nil : bytes
  }
}
