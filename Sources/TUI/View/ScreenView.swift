import Engine

/// The whole picture. `layOut` must have brought the state's layouts up to date.
package enum ScreenView {
  package static func draw(_ state: AppState) -> Frame {
    var surface = Surface(state.size)
    let layout = ScreenLayout(state)
    guard !layout.isTooSmall else { return tooSmall(state.size, surface) }
    if let race = state.session.race, let lanes = layout.race {
      RacePane.draw(state, race, lanes, on: &surface)
    } else {
      drawPanes(state, layout, on: &surface)
    }
    StageLine.draw(state, in: layout.stages, on: &surface)
    NoticeView.draw(layout.noticeLines, in: layout.notices, on: &surface)
    QueueView.draw(state, in: layout.queue, on: &surface)
    var cursor = ComposerView.draw(state, in: layout.composer, on: &surface)
    if let kept = state.figures?.status {
      surface.put(kept, at: layout.status.row)
    } else {
      StatusBar.draw(state, in: layout.status, on: &surface)
    }
    if let completion = state.input.completion, state.layer == nil {
      CompletionView.draw(completion, above: layout.composer, on: &surface)
    }
    if let place = FindView.draw(state, layout, on: &surface) { cursor = place }
    if let layer = state.layer {
      // What is behind steps back.
      let behind = Rect(
        column: 0, row: 0, columns: state.size.columns, rows: layout.composer.row)
      surface.paint(behind, adding: .dim)
      cursor = layer.draw(state, in: layout.screen, on: &surface)
    }
    var frame = Frame(surface: surface, cursor: cursor, title: state.figures?.title ?? title(state))
    if state.terminal.images.pixels != nil, state.session.race == nil {
      frame.images = ImageView.uncovered(
        ImageView.images(state.response, in: layout.responseText), on: surface)
      frame.isStreaming = state.session.isReplying
    }
    frame.progress = progress(state.session)
    (frame.countsTime, frame.alarm) = (state.countsTime, state.alarm)
    return frame
  }

  /// Of a load or a download: what a user may leave the window for.
  private static func progress(_ session: Session) -> TaskProgress {
    switch session.warmUp.state {
    case .loading(let load): load.progress.map { .percent(Int($0 * 100)) } ?? .busy
    case .downloading(let download): download.progress.map { .percent(Int($0 * 100)) } ?? .busy
    case .starting: .busy
    case .failed: .failed
    default: .none
    }
  }

  private static func drawPanes(
    _ state: AppState, _ layout: ScreenLayout, on surface: inout Surface
  ) {
    if let thinking = layout.thinking {
      ThinkingPane.draw(state, layout, in: thinking, on: &surface)
    }
    if let area = layout.translation { TranslationPane.draw(state, in: area, on: &surface) }
    if let fold = layout.fold { ThinkingPane.drawFold(state, in: fold, on: &surface) }
    ResponsePane.draw(state, in: layout.response, on: &surface)
    if let (column, left) = layout.divider {
      PaneHead.divide(column, from: left, isFocused: state.focus != .composer, on: &surface)
    }
    PaneView.drawSelection(state.response, in: layout.responseText, on: &surface)
    if let text = layout.thinkingText {
      PaneView.drawSelection(state.thinking, in: text, on: &surface)
    }
  }

  /// The terminal's title: what the model does, so that a background tab tells it too.
  private static func title(_ state: AppState) -> String {
    let words = WarmUpLabel.of(state.session, now: state.now)
    return ViewMessages.title(
      doing: words.brief, model: Sanitizer.sanitize(state.session.profile.model))
  }

  /// `nil` while nothing streams: then they are made for each picture.
  fileprivate static func figures(_ state: AppState) -> LiveFigures? {
    guard let source = state.figuresSource, let turn = state.turnInView else { return nil }
    let row = Rect(Size(columns: state.size.columns, rows: 1))
    var (status, stages) = (Surface(row.size), Surface(row.size))
    StatusBar.draw(state, in: row, on: &status)
    let words = StageLine.line(turn.reply, now: state.now, columns: row.columns)
    stages.write(words, at: Point(column: 0, row: 0), in: row)
    return LiveFigures(
      title: title(state), status: status, stages: stages, moment: state.now, source: source)
  }

  private static func tooSmall(_ size: Size, _ blank: Surface) -> Frame {
    var surface = blank
    let words = ViewMessages.tooSmall(needs: ScreenLayout.smallest, has: size)
    surface.write(
      Line(SafeText(foreign: words), Ink(.warning)), at: Point(column: 0, row: 0), in: Rect(size))
    return Frame(surface: surface)
  }
}

extension AppState {
  /// Brings the prompt's layout up to date, so that keys can move by its rows.
  mutating func layOutComposer() {
    input.layout.update(&composer, columns: size.columns, lead: ComposerView.lead(self))
  }

  /// Brings the layouts up to date with the session and the size; call before `draw`.
  package mutating func layOut() {
    layOutComposer()
    let layout = ScreenLayout(self)
    if let race = session.race, let lanes = layout.race { return layOutRace(race, lanes) }
    response.layOut(source, layout.responseText.size)
    guard let area = layout.thinkingText else { return }
    thinking.layOut(source, area.size)
    if let area = layout.translation?.text { layOutTranslation(area) }
  }

  /// The picture of this state, with its layouts brought up to date first.
  package mutating func frame() -> Frame {
    layOut()
    // Of the turn that is in view now.
    if !keepsFigures { figures = ScreenView.figures(self) }
    return ScreenView.draw(self)
  }
}
