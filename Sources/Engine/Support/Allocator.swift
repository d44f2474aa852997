#if canImport(Glibc)
  import Glibc
#endif

/// How this process takes its memory.
package enum Allocator {
  /// Lets all threads share two of glibc's arenas, instead of eight for each core.
  ///
  /// The runtime's threads come and go, each leaves an arena with holes behind, and no other thread fills
  /// them: without this a process grows by a tenth in its first thousands of turns and keeps it. To be
  /// called before the first thread starts.
  package static func shareArenas() {
    #if canImport(Glibc)
      // `M_ARENA_MAX` of <malloc.h>, which Swift's import of glibc leaves out.
      let arenasAtMost: Int32 = -8
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
      _ = mallopt(arenasAtMost, 2)
    #endif
  }

  /// Gives the system what was freed between things that are still in use. Takes about a millisecond.
  package static func giveBack() {
    #if canImport(Glibc)
      guard let trim else { return }
      _ = trim(0)
    #endif
  }

  #if canImport(Glibc)
    /// `malloc_trim`, which Swift's import of glibc leaves out; looked for once.
    private static let trim = dlsym(nil, "malloc_trim").map {
      unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self)
    }
  #endif
}
