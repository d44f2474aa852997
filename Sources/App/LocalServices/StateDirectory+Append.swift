import SystemPackage

extension StateDirectory {
  /// Adds a line to a file in one write, so that two runs at once do not cut each other's lines.
  func append(_ line: String, to name: String) throws(Errno) {
    // The first line makes the directory too.
    if (try? Stat("\(path)/\(name)")) == nil { try write("", to: name) }
    try FileDescriptor.openForAppending("\(path)/\(name)").closing { (file) throws(Errno) in
      try file.write(all: line)
    }
  }
}
