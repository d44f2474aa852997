/// A seccomp filter in the kernel's own form (`struct sock_filter`, linux/filter.h): system calls that a sandboxed
/// command is refused with EPERM.
///
/// Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
package enum SystemCallFilter {
  package struct Machine: Sendable {
    /// `AUDIT_ARCH_…` of linux/audit.h.
    let audit: UInt32
    /// Always refused: looking into other processes, and io_uring, which goes past any filter.
    let intrusive: [UInt32]
    /// Refused without a network.
    let network: [UInt32]
    let socket: UInt32
    let socketPair: UInt32
    /// Calls of another numbering (x32) have this bit.
    let foreignBit: UInt32?
  }

  package static let x86: Machine = Machine(
    audit: 0xC000_003E, intrusive: [101, 310, 311, 425, 426, 427],
    network: [42, 43, 288, 49, 50, 52, 51, 48, 44, 307, 299, 55, 54], socket: 41, socketPair: 53,
    foreignBit: 0x4000_0000)
  package static let arm: Machine = Machine(
    audit: 0xC000_00B7, intrusive: [117, 270, 271, 425, 426, 427],
    network: [203, 202, 242, 200, 201, 205, 204, 210, 206, 269, 243, 209, 208], socket: 198,
    socketPair: 199, foreignBit: nil)

  /// This machine's; `nil`: none is known, and there is no shell.
  package static var machine: Machine? {
    #if arch(x86_64)
      x86
    #elseif arch(arm64)
      arm
    #else
      nil
    #endif
  }

  private enum Code {
    static let load: UInt16 = 0x20
    static let jumpIfEqual: UInt16 = 0x15
    static let jumpIfSet: UInt16 = 0x45
    static let finish: UInt16 = 0x06
  }

  private enum Verdict {
    static let allow: UInt32 = 0x7FFF_0000
    /// EPERM
    static let refuse: UInt32 = 0x0005_0001
    static let kill: UInt32 = 0x8000_0000
  }

  // Offsets in `struct seccomp_data`.
  private static let number: UInt32 = 0
  private static let architecture: UInt32 = 4
  private static let firstArgument: UInt32 = 16
  private static let unixFamily: UInt32 = 1

  package static func program(_ machine: Machine, hasNetwork: Bool) -> [UInt8] {
    var program: [UInt8] = []
    func add(_ code: UInt16, _ value: UInt32, yes: UInt8 = 0, no: UInt8 = 0) {
      program += [UInt8(code & 0xFF), UInt8(code >> 8), yes, no]
      program += (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
    add(Code.load, architecture)
    add(Code.jumpIfEqual, machine.audit, yes: 1)
    add(Code.finish, Verdict.kill)
    add(Code.load, number)
    if let bit = machine.foreignBit {
      add(Code.jumpIfSet, bit, no: 1)
      add(Code.finish, Verdict.refuse)
    }
    for call in machine.intrusive + (hasNetwork ? [] : machine.network) {
      add(Code.jumpIfEqual, call, no: 1)
      add(Code.finish, Verdict.refuse)
    }
    if !hasNetwork {
      // Sockets of the machine's own kind are what programs speak with their children through.
      for call in [machine.socket, machine.socketPair] {
        add(Code.jumpIfEqual, call, no: 4)
        add(Code.load, firstArgument)
        add(Code.jumpIfEqual, unixFamily, yes: 1)
        add(Code.finish, Verdict.refuse)
        add(Code.finish, Verdict.allow)
      }
    }
    add(Code.finish, Verdict.allow)
    return program
  }
}
