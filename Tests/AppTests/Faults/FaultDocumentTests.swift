import Simulator
import Support
import Testing

@Suite("The document of faults")
struct FaultDocumentTests {
  @Test("docs/faults.md is the table that is walked, and every fault of the simulator is in it")
  func document() {
    expectFile("docs/faults.md", holds: FaultTable.document)
    let struck = Set(FaultTable.rows.compactMap { Fault(parsing: $0.fault)?.name })
    #expect(struck.union(CallFault.rows.map(\.name)) == Set(Fault.Name.allCases))
    #expect(FaultTable.rows.count >= 45)
  }
}
