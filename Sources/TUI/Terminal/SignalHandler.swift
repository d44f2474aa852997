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

/// What signals do.
package enum Disposition {
  /// From now on they call the handler and do nothing else; a system call in the middle of which they come goes on.
  package static func set(
    _ signals: [Int32], to handler: @escaping @convention(c) (Int32) -> Void
  ) {
    for signal in signals {
      var action = sigaction(calling: handler, flags: Int32(SA_RESTART))
      sigaction(signal, &action, nil)
    }
  }

  /// Whether a signal does nothing, as `nohup` has SIGHUP do for the program that it starts.
  package static func isIgnored(_ signal: Int32) -> Bool {
    var now = sigaction()
    guard sigaction(signal, nil, &now) == 0 else { return false }
    #if canImport(Glibc)
      let handler = now.__sigaction_handler.sa_handler
    #else
      let handler = now.__sigaction_u.__sa_handler
    #endif
    // SIG_IGN, which is no function and so cannot be compared as one.
    return unsafeBitCast(handler, to: Int.self) == 1
  }
}
