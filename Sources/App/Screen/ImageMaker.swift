import Engine
import TUI

/// Makes of an image what the terminal takes, with libsixel's programs where that takes pixels.
///
/// They are programs of their own, not the library: an image that breaks its reader ends that program alone.
enum ImageMaker {
  /// Turns images into sixels; Debian's libsixel-bin.
  static let encoder = "img2sixel"
  private static let decoder = "sixel2png"
  private static let patience: Duration = .seconds(10)
  /// Letters of base64 that are sent as they are; more is made smaller first.
  private static let much = 1 << 20
  /// The same where a file is sent at each place it moves to.
  private static let muchEachTime = 1 << 18
  /// The same where there is no program to make it smaller.
  private static let tooMuch = 1 << 23

  /// Whether images of a form can be made here.
  static func canMake(_ form: ImageProtocol, _ environment: [String: String]) -> Bool {
    form != .sixel || SearchPath.program(encoder, environment) != nil
  }

  /// - Returns: `nil` where no program here can.
  @concurrent
  static func content(
    of order: TerminalImages.Order, _ environment: [String: String]
  ) async -> TerminalImages.Content? {
    guard let image = ImageTable.image(order.number) else { return nil }
    let isSmall = image.base64.utf8.count <= much
    let isSendable = image.base64.utf8.count <= tooMuch
    switch order.form {
    case .kitty:
      let isPNG = image.kind == "PNG"
      let whole = TerminalImages.Content.kitty(png: image.base64, height: image.height)
      if isPNG, isSmall { return whole }
      if let png = await png(image, order, environment) {
        return .kitty(png: png.base64, height: png.height)
      }
      return isPNG && isSendable ? whole : nil
    case .iterm2:
      if image.base64.utf8.count <= muchEachTime { return .file(base64: image.base64) }
      if let png = await png(image, order, environment) { return .file(base64: png.base64) }
      return isSendable ? .file(base64: image.base64) : nil
    case .sixel:
      return await sixel(image, order, environment).map {
        .sixel(String(decoding: $0, as: UTF8.self))
      }
    }
  }

  private static func sixel(
    _ image: Image, _ order: TerminalImages.Order, _ environment: [String: String]
  ) async -> [UInt8]? {
    guard let program = SearchPath.program(encoder, environment),
      let bytes = Base64.decode(image.base64)
    else { return nil }
    // -S: of a moving image the first.
    let words = ["-S", "-w", "\(order.width)px", "-h", "\(order.height)px"]
    let sixel = await ChildOutput.of(program, words, reading: bytes, within: patience)
    return sixel.flatMap { isSixel($0) ? $0 : nil }
  }

  /// One sequence, in which nothing stands that a terminal would obey otherwise.
  static func isSixel(_ bytes: [UInt8]) -> Bool {
    let end: [UInt8] = [0x1B, UInt8(ascii: "\\")]
    return bytes.count > 4 && bytes.starts(with: [0x1B, UInt8(ascii: "P")])
      && bytes.suffix(2) == end[...]
      && bytes.dropFirst(2).dropLast(2).allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }
  }

  /// Of the asked size and in 256 colours: what kitty cannot read, or what is too much to send.
  private static func png(
    _ image: Image, _ order: TerminalImages.Order, _ environment: [String: String]
  ) async -> (base64: Substring, height: Int)? {
    guard let program = SearchPath.program(decoder, environment),
      let sixel = await sixel(image, order, environment),
      let png = await ChildOutput.of(program, [], reading: sixel, within: patience),
      let header = ImageHeader(png), header.format == .png
    else { return nil }
    return (Substring(Base64.encode(png)), header.height)
  }
}

/// Between the terminal's images and the state: tells whether there are any, has them made.
@ScreenActor
final class ImageFeed {
  private let screen: CursesScreen
  private let inbox: Inbox
  private let environment: [String: String]
  /// By number: a size that is no longer wanted is given up.
  private var making: [UInt16: (order: TerminalImages.Order, task: Task<Void, Never>)] = [:]

  init(_ screen: CursesScreen, _ inbox: Inbox, environment: [String: String]) {
    self.screen = screen
    self.inbox = inbox
    self.environment = environment
  }

  func start() {
    screen.images.onChange = { [inbox, environment] form, pixels in
      let canMake = form.map { ImageMaker.canMake($0, environment) } ?? false
      inbox.post(.images(canMake ? pixels : nil))
    }
    screen.images.make = { [weak self] in self?.make($0) }
  }

  func stop() {
    screen.images.make = { _ in }
    making.values.forEach { $0.task.cancel() }
  }

  private func make(_ order: TerminalImages.Order) {
    if let before = making[order.number] {
      before.task.cancel()
      screen.images.forget(before.order)
    }
    let task = Task { [inbox, environment] in
      let content = await ImageMaker.content(of: order, environment)
      guard !Task.isCancelled else { return }
      making[order.number] = nil
      guard let content else { return inbox.post(.noImage(order.number)) }
      screen.images.take(order, content)
      screen.showImages()
    }
    making[order.number] = (order, task)
  }
}
