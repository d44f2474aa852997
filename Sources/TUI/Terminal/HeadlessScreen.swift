/// A screen in memory: what a test looks at.
@ScreenActor
package final class HeadlessScreen: Screen {
  package var size: Size
  /// The last picture, whole.
  package private(set) var frame: Frame?
  /// How many presents changed something.
  package private(set) var presentCount = 0
  /// Everything asked, in order.
  package private(set) var requests: [ScreenRequest] = []
  package private(set) var theme: Theme
  /// Between `leave` and `resume` the terminal belongs to someone else.
  package private(set) var isAway = false

  package init(size: Size, theme: Theme = .standard) {
    self.size = size
    self.theme = theme
  }

  package func present(_ frame: Frame) {
    guard frame != self.frame else { return }
    self.frame = frame
    presentCount += 1
  }

  package func perform(_ request: ScreenRequest) {
    requests.append(request)
    switch request {
    case .theme(let theme): self.theme = theme
    case .leave, .showPlain: isAway = true
    case .resume: isAway = false
    case .redraw, .bell, .notify, .mouse, .copy, .askMarked, .resized: break
    }
  }
}
