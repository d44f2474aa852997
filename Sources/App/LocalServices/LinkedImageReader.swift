import Engine
import SystemPackage
import TUI

/// Reads the images that an answer links, where they lie on this machine.
enum LinkedImageReader {
  /// A page of a hundred charts is not to be held in memory.
  private static let most = 12
  private static let mostBytes = 32 << 20
  /// Where files are something else than what is on a disk here.
  private static let strange = ["/proc/", "/sys/", "/dev/", "/net/"]

  /// - Returns: those that are there and are images, by the address that the answer writes.
  @concurrent
  static func read(_ addresses: [String]) async -> [String: Image] {
    var images: [String: Image] = [:]
    var bytes = 0
    for address in addresses where images[address] == nil {
      guard images.count < most, bytes < mostBytes else { break }
      let url = address.hasPrefix("data:") ? address : dataURL(of: path(of: address))
      guard let image = url.flatMap(Image.init(url:)) else { continue }
      images[address] = image
      bytes += image.byteCount
    }
    return images
  }

  private static func dataURL(of path: String) -> String? {
    // A model names any file: a device or a pipe is not to be waited for.
    guard !strange.contains(where: { path.hasPrefix($0) }), let status = try? Stat(path),
      status.type == .regular, (1...ImageFile.largest).contains(Int(status.size)),
      let bytes = try? TextFile.read(path), let header = ImageHeader(bytes)
    else { return nil }
    return ImageFile.dataURL(bytes, header)
  }

  /// `file:///tmp/a%20b.png` and `a%20b.png` as paths.
  static func path(of address: String) -> String {
    let path = address.hasPrefix("file://") ? String(address.dropFirst(7)) : address
    return FileFinder.expanded(PercentEncoding.decode(path))
  }
}
