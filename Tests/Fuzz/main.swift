import FuzzTargets

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// What `make fuzz` builds: libFuzzer around one of the checks. `FUZZ_TARGET` names it; everything
// on the command line is libFuzzer's. Without a name it lists them.

/// libFuzzer's own main. Declared here because it has no header.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

let name = getenv("FUZZ_TARGET").map { String(cString: $0) }
let chosen = FuzzTarget.all.first { $0.name == name }

/// libFuzzer's archive wants this name, whatever calls it.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  do {
    try chosen?.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
  } catch {
    print("FINDING \(error)")
    fflush(nil)
    abort()
  }
  return 0
}

if chosen == nil {
  for target in FuzzTarget.all {
    print(target.name, target.longest, target.seeds.joined(separator: " "))
  }
  exit(name == nil ? 0 : 2)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runFuzzer(&count, &arguments, testOneInput))
