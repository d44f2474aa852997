#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A dump of our memory would hold keys and conversations in a file that was not asked for.
enum CoreDumps {
  static func forbid() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
      setrlimit(RLIMIT_CORE, &none)
    #endif
  }
}
