// What Swift's half of `Darwin` declares and C's half cannot say: functions of any number of arguments, macros
// that compute, and names that Apple's notes give to constants.
@_exported import Darwin

public var errno: Int32 {
  get { fatalError() }
  set { fatalError() }
}
public var environ: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> { fatalError() }
public var stdin: UnsafeMutablePointer<FILE> { __stdinp }
public var stdout: UnsafeMutablePointer<FILE> { __stdoutp }
public var stderr: UnsafeMutablePointer<FILE> { __stderrp }

public func open(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 { fatalError() }
public func open(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 {
  fatalError()
}
public func openat(_ file: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  fatalError()
}
public func openat(
  _ file: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t
) -> Int32 { fatalError() }
public func fcntl(_ file: Int32, _ command: Int32) -> Int32 { fatalError() }
public func fcntl(_ file: Int32, _ command: Int32, _ value: Int32) -> Int32 { fatalError() }
public func fcntl(
  _ file: Int32, _ command: Int32, _ pointer: UnsafeMutableRawPointer
) -> Int32 { fatalError() }
public func ioctl(_ file: CInt, _ request: UInt) -> CInt { fatalError() }
public func ioctl(_ file: CInt, _ request: UInt, _ value: CInt) -> CInt { fatalError() }
public func ioctl(
  _ file: CInt, _ request: UInt, _ pointer: UnsafeMutableRawPointer
) -> CInt { fatalError() }
public func snprintf(
  ptr: UnsafeMutablePointer<CChar>, _ count: Int, _ format: UnsafePointer<CChar>,
  _ arguments: CVarArg...
) -> Int32 { fatalError() }

public var TIOCGWINSZ: UInt { fatalError() }

public var S_IFMT: mode_t { fatalError() }
public var S_IFIFO: mode_t { fatalError() }
public var S_IFCHR: mode_t { fatalError() }
public var S_IFDIR: mode_t { fatalError() }
public var S_IFBLK: mode_t { fatalError() }
public var S_IFREG: mode_t { fatalError() }
public var S_IFLNK: mode_t { fatalError() }
public var S_IFSOCK: mode_t { fatalError() }
public var S_IRWXU: mode_t { fatalError() }
public var S_IRUSR: mode_t { fatalError() }
public var S_IWUSR: mode_t { fatalError() }
public var S_IXUSR: mode_t { fatalError() }
public var S_IRWXG: mode_t { fatalError() }
public var S_IRGRP: mode_t { fatalError() }
public var S_IWGRP: mode_t { fatalError() }
public var S_IXGRP: mode_t { fatalError() }
public var S_IRWXO: mode_t { fatalError() }
public var S_IROTH: mode_t { fatalError() }
public var S_IWOTH: mode_t { fatalError() }
public var S_IXOTH: mode_t { fatalError() }
public var S_ISUID: mode_t { fatalError() }
public var S_ISGID: mode_t { fatalError() }
public var S_ISVTX: mode_t { fatalError() }

public var SIG_DFL: sig_t? { nil }
public var SIG_IGN: sig_t { fatalError() }
public var SIG_ERR: sig_t { fatalError() }

public var CLOCK_REALTIME: clockid_t { _CLOCK_REALTIME }
public var CLOCK_MONOTONIC: clockid_t { _CLOCK_MONOTONIC }
public var CLOCK_UPTIME_RAW: clockid_t { _CLOCK_UPTIME_RAW }

// Enumerations of Objective-C's kind, which is off here.
public struct QualityOfService { public var rawValue: UInt32 }
public var QOS_CLASS_UTILITY: QualityOfService { fatalError() }
public var QOS_CLASS_BACKGROUND: QualityOfService { fatalError() }

public func pow(_ base: Double, _ exponent: Double) -> Double { fatalError() }
