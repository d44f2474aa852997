import Foundation
import Testing

/// Expects a file of the repository to hold what the code says; `UPDATE_DOCS=1` rewrites it.
///
/// - Parameter path: from the project's root.
package func expectFile(
  _ path: String, holds text: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = Repository.root.appending(path: path)
  if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? text.write(to: file, atomically: true, encoding: .utf8)
  }
  let kept = try? String(contentsOf: file, encoding: .utf8)
  #expect(
    kept == text, "\(path) is not what the code says; make docs rewrites it",
    sourceLocation: sourceLocation)
}

/// The checkout that the tests were built from.
package enum Repository {
  package static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path) {
      url.deleteLastPathComponent()
    }
    return url
  }()

  package static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }
}
