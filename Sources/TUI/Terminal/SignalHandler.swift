#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension sigaction {
  /// What a signal is to do, under the name that each system's library has for it.
  package init(calling handler: @escaping @convention(c) (Int32) -> Void, flags: Int32) {
    self.init()
    #if canImport(Glibc)
      __sigaction_handler.sa_handler = handler
    #else
      __sigaction_u.__sa_handler = handler
    #endif
    sa_flags = flags
  }
}
