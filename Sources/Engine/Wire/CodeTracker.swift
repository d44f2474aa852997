/// Follows Markdown just far enough to know what is code: fences and inline spans.
///
/// `<think>` in code means the letters, not a block.
struct CodeTracker: Sendable {
  /// The last byte ended a line, or there was none yet.
  private(set) var isAtLineStart = true
  /// Nothing but spaces since the line began.
  private var isIndent = true
  private var isInSpan = false
  private var fence: Fence?
  /// Backticks or tildes in a row, ending with the last byte.
  private var run = 0
  private var runByte: UInt8 = 0
  /// The run began its line, so it may be a fence.
  private var runIsFence = false
  private var openedOnThisLine = false

  private struct Fence: Sendable {
    var byte: UInt8
    var length: Int
  }

  var isInCode: Bool { fence != nil || isInSpan }
  var isInFence: Bool { fence != nil }
  /// Nothing but spaces stands before this place on its line.
  var isAtIndent: Bool { isIndent }

  mutating func read(_ byte: UInt8) {
    isAtLineStart = false
    switch byte {
    case 0x0A: beginLine()
    case UInt8(ascii: "`"), UInt8(ascii: "~"): readMark(byte)
    case 0x20: run = 0
    default:
      run = 0
      isIndent = false
    }
  }

  private mutating func beginLine() {
    (isAtLineStart, isIndent, isInSpan, run, openedOnThisLine) = (true, true, false, 0, false)
  }

  private mutating func readMark(_ byte: UInt8) {
    if run == 0 || runByte != byte {
      (run, runByte, runIsFence) = (0, byte, isIndent)
      if !isIndent, byte == UInt8(ascii: "`") { beginSpanMark() }
    }
    isIndent = false
    run += 1
    guard runIsFence else { return }
    if openedOnThisLine {
      fence?.length = run
    } else if let fence {
      if fence.byte == byte, run == fence.length { self.fence = nil }
      if run == fence.length { runIsFence = false }
    } else if run == 3 {
      fence = Fence(byte: byte, length: 3)
      openedOnThisLine = true
      isInSpan = false
    } else if byte == UInt8(ascii: "`"), run == 1 {
      isInSpan = true
    } else {
      isInSpan = byte == UInt8(ascii: "`")
    }
  }

  /// A run of backticks inside a line opens or closes a span.
  private mutating func beginSpanMark() {
    if openedOnThisLine, fence?.byte == UInt8(ascii: "`") {
      // "```x```" on one line is a span: a fence's own line holds no further backtick.
      (fence, isInSpan) = (nil, false)
    } else if fence == nil {
      isInSpan.toggle()
    }
  }
}
