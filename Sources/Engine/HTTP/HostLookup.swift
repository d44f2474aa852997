#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system's resolver knows of a name.
package enum HostLookup {
  /// Its addresses; none where it is not known. Takes as long as the resolver does, on a thread of its own.
  package static func addresses(of host: String) async -> [HostAddress] {
    let thread = WorkThread(name: "resolver")
    return await withCheckedContinuation { continuation in
      thread.post { continuation.resume(returning: ask(host)) }
    }
  }

  private static func ask(_ host: String) -> [HostAddress] {
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, nil, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [HostAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = entry.ai_addr.flatMap({ HostAddress($0) }) { found.append(address) }
      next = entry.ai_next
    }
    return found
  }
}
