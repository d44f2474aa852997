import Foundation
import Support
import Testing

@Suite("What the built program needs of the system", .limit(minutes: 1))
struct LinkTests {
  #if os(Linux)
    @Test(
      "Neither Foundation nor its Unicode tables, nor libcurl, which is loaded later; SQLite of the system"
    )
    func libraries() async throws {
      let outcome = try await ProgramRun(arguments: []).outcome(script: "readelf -d \"$1\"")
      let needed = outcome.out.split(separator: "\n").filter { $0.contains("(NEEDED)") }
      try #require(!needed.isEmpty, "\(outcome)")
      for foreign in [
        "libFoundation.so", "lib_FoundationICU", "libFoundationNetworking", "libicu", "libcurl",
      ] {
        #expect(!needed.contains { $0.contains(foreign) }, "\(needed)")
      }
      for own in ["libsqlite3.so", "libncursesw.so"] {
        #expect(needed.contains { $0.contains(own) }, "\(needed)")
      }
    }
  #endif
}
