/// The images that stand on the terminal, past ncurses: which it takes, what was made for it, what is shown where.
@ScreenActor
package final class TerminalImages {
  /// An image as the terminal is to be given it.
  package struct Order: Hashable, Sendable {
    package let number: UInt16
    package let form: ImageProtocol
    /// Pixels.
    package let width: Int
    package let height: Int

    package init(number: UInt16, form: ImageProtocol, width: Int, height: Int) {
      self.number = number
      self.form = form
      self.width = width
      self.height = height
    }
  }

  /// What was made of an order.
  package enum Content: Equatable, Sendable {
    /// - Parameter height: of the PNG, in pixels.
    case kitty(png: Substring, height: Int)
    case file(base64: Substring)
    case sixel(String)
  }

  /// Has an image made; `take` is to follow.
  package var make: @ScreenActor (Order) -> Void = { _ in }
  /// Told where images can be drawn, and when that changes.
  package var onChange: @ScreenActor (ImageProtocol?, CellPixels?) -> Void = { _, _ in }
  private let wish: ImageWish
  private let environment: TerminalEnvironment
  private var name = ""
  private var hasSixel = false
  private var answered: CellPixels?
  private var told: CellPixels?
  private var isKnown = false
  /// What was ordered; `nil` until it is made.
  private var contents: [Order: Content?] = [:]
  /// What kitty was given.
  private var kept: Set<UInt16> = []
  private var shown: [PlacedImage] = []
  /// What was drawn since the reply that is being written began.
  private var drawnOnce: Set<UInt16> = []
  /// More than a screen can hold.
  private static let mostContents = 64

  init(_ wish: ImageWish, environment: TerminalEnvironment) {
    self.wish = wish
    self.environment = environment
  }

  private var form: ImageProtocol? {
    switch wish {
    case .off: nil
    case .form(let form): form
    case .auto: ImageProtocol.of(name: name, hasSixel: hasSixel, environment: environment)
    }
  }

  private var pixels: CellPixels? { form == nil ? nil : told ?? answered }

  /// - Parameter device: what it says of a cell's size; `nil` where it says nothing.
  func note(_ report: TerminalReport, device: CellPixels?) {
    switch report {
    case .name(let name): self.name = name
    case .cell(let pixels): answered = pixels
    // The last of the answers.
    case .attributes(let hasSixel):
      self.hasSixel = hasSixel
      isKnown = true
    default: return
    }
    tell(device)
  }

  /// The window or its font is another one.
  func resized(device: CellPixels?) { tell(device) }

  private func tell(_ device: CellPixels?) {
    let before = pixels
    told = device
    guard isKnown else { return }
    if pixels != before || contents.isEmpty { onChange(pixels == nil ? nil : form, pixels) }
  }

  /// Takes what was made; the next frame shows it.
  package func take(_ order: Order, _ content: Content) { contents[order] = content }

  /// What was ordered is not made: where it is wanted again it is ordered again.
  package func forget(_ order: Order) { contents[order] = nil }

  /// What is to be seen of a frame's images. Only kitty moves an image, and cuts it, by a few bytes: elsewhere one that
  /// streaming text has moved is not drawn again, nor a part of one.
  private func wanted(_ frame: Frame) -> [PlacedImage] {
    guard form != .kitty else { return frame.images }
    return frame.images.filter {
      $0.isWhole
        && (!frame.isStreaming || shown.contains($0) || !drawnOnce.contains($0.number))
    }
  }

  func stand(on rows: Set<Int>) -> Bool {
    shown.contains { !rows.isDisjoint(with: $0.area.row..<$0.area.bottom) }
  }

  /// No image is shown.
  var isIdle: Bool { shown.isEmpty }

  /// Nothing is to be drawn or taken away.
  func isSettled(_ frame: Frame) -> Bool {
    let wanted = wanted(frame)
    return wanted.allSatisfy(isOrdered) && made(wanted) == shown
  }

  /// The rows whose cells must be sent again, because an image that was drawn over them is to go.
  func rowsToClear(for frame: Frame) -> Set<Int> {
    guard form != .kitty, !shown.isEmpty else { return [] }
    let wanted = wanted(frame)
    return Set(shown.filter { !wanted.contains($0) }.flatMap { $0.area.row..<$0.area.bottom })
  }

  /// The terminal was cleared, and kitty forgets with its screen what it was given.
  func cleared() { kept = [] }

  /// What follows the frame's cells.
  ///
  /// - Parameter isDisturbed: the terminal moved or cleared what stood there.
  func bytes(for frame: Frame, isDisturbed: Bool) -> String {
    if !frame.isStreaming { drawnOnce = [] }
    let all = wanted(frame)
    all.forEach(orderOnce)
    let wanted = made(all)
    guard isDisturbed || wanted != shown, !wanted.isEmpty || !shown.isEmpty else { return "" }
    var text = ""
    if form == .kitty {
      text = Set(shown.map(\.number)).sorted().map(ImageSequence.hide).joined()
      text += wanted.map(kitty).joined()
    } else {
      text = wanted.filter { isDisturbed || !shown.contains($0) }.map(drawn).joined()
    }
    shown = wanted
    drawnOnce.formUnion(wanted.map(\.number))
    return text
  }

  /// What kitty keeps is freed.
  func leave() -> String {
    defer { (kept, shown) = ([], []) }
    return kept.sorted().map(ImageSequence.forget).joined()
  }

  private func made(_ images: [PlacedImage]) -> [PlacedImage] {
    images.filter { content($0) != nil }
  }

  /// Nothing is to be had made of it: that was asked for, or cannot be.
  private func isOrdered(_ image: PlacedImage) -> Bool {
    order(image).map { contents[$0] != nil } ?? true
  }

  private func orderOnce(_ image: PlacedImage) {
    guard let order = order(image), contents[order] == nil else { return }
    if contents.count >= Self.mostContents {
      let inUse = Set(shown.compactMap(self.order))
      contents = contents.filter { inUse.contains($0.key) }
    }
    contents[order] = .some(nil)
    make(order)
  }

  private func order(_ image: PlacedImage) -> Order? {
    guard let form, let pixels else { return nil }
    return Order(
      number: image.number, form: form, width: image.area.columns * pixels.width,
      height: image.rows * pixels.height)
  }

  private func content(_ image: PlacedImage) -> Content? {
    order(image).flatMap { contents[$0] ?? nil }
  }

  private func kitty(_ image: PlacedImage) -> String {
    guard case .kitty(let png, let height) = content(image) else { return "" }
    let isNew = kept.insert(image.number).inserted
    return (isNew ? ImageSequence.transmit(png, as: image.number) : "")
      + ImageSequence.show(image, height: height)
  }

  private func drawn(_ image: PlacedImage) -> String {
    switch content(image) {
    case .file(let base64): ImageSequence.file(base64, over: image.area)
    case .sixel(let sixel): ImageSequence.sixel(sixel, over: image.area)
    case .kitty, nil: ""
    }
  }
}

/// Whether ncurses had a part of the screen scrolled, and with it what it does not know of.
enum ScrollCheck {
  /// DECSTBM, SU, SD, IL, DL: ECMA-48 and xterm's ctlseqs.
  private static let finals = Set("rSTLM".utf8)

  static func hasScrolled(_ bytes: ArraySlice<UInt8>) -> Bool {
    var at = bytes.startIndex
    while let escape = bytes[at...].firstIndex(of: 0x1B) {
      at = escape + 1
      guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "[") else { continue }
      at += 1
      while at < bytes.endIndex, !(0x40...0x7E).contains(bytes[at]) { at += 1 }
      if at < bytes.endIndex, finals.contains(bytes[at]) { return true }
    }
    return false
  }
}
