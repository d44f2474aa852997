import Foundation
import Support
import Testing

@Suite("What the built program needs of the system", .limit(minutes: 1))
struct LinkTests {
  #if os(Linux)
    @Test("Neither Foundation nor its Unicode tables; SQLite and libcurl of the system")
    func libraries() async throws {
      let outcome = try await ProgramRun(arguments: []).outcome(script: "readelf -d \"$1\"")
      let needed = outcome.out.split(separator: "\n").filter { $0.contains("(NEEDED)") }
      try #require(!needed.isEmpty, "\(outcome)")
      for foreign in ["libFoundation.so", "lib_FoundationICU", "libFoundationNetworking", "libicu"]
      {
        #expect(!needed.contains { $0.contains(foreign) }, "\(needed)")
      }
      for own in ["libcurl.so", "libsqlite3.so", "libncursesw.so"] {
        #expect(needed.contains { $0.contains(own) }, "\(needed)")
      }
    }
  #endif
}
