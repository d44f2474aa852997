import Engine

/// What is known around a load, as lines.
enum LoadDoctorText {
  static func lines(_ session: Session, now: Duration, width: Int) -> [Line] {
    var lines = WarmUpLabel.trouble(session.warmUp.state).map {
      Line(SafeText(foreign: $0.0), Ink($0.1))
    }
    if lines.isEmpty {
      let label = WarmUpLabel.of(session, now: now)
      lines = [Line(SafeText(foreign: "\(label.dot) \(label.words)"), Ink(.overlay))]
    }
    return lines.flatMap { Wrap.lines($0.spans, width: width) } + [Line()]
      + facts(session, now).flatMap { row($0.0, $0.1, width: width) }
  }

  private static func facts(_ session: Session, _ now: Duration) -> [(String, String)] {
    let findings = session.loadFindings ?? LoadFindings()
    var facts = [(LoadDoctorMessages.model, model(session, findings))]
    if let needed = findings.needed {
      facts.append(
        (LoadDoctorMessages.needs, LoadDoctorMessages.needs(needed, window: findings.window)))
    }
    if findings.free.total != nil {
      facts.append((LoadDoctorMessages.free, findings.free.description))
    }
    if case .loading(let load) = session.warmUp.state, let size = findings.model?.sizeBytes,
      let pace = pace(load, size)
    {
      facts.append((LoadDoctorMessages.pace, LoadDoctorMessages.pace(ModelLabel.rate(pace))))
    }
    for model in findings.others {
      let size = model.sizeBytes.map { " · " + ModelLabel.size($0) } ?? ""
      facts.append((LoadDoctorMessages.loaded, Sanitizer.sanitize(model.id) + size))
    }
    for loads in findings.earlier.prefix(3) {
      facts.append((LoadDoctorMessages.before, LoadDoctorMessages.worked(loads)))
    }
    if findings.earlier.isEmpty {
      facts.append((LoadDoctorMessages.before, LoadDoctorMessages.neverLoaded))
    }
    return facts
  }

  private static func model(_ session: Session, _ findings: LoadFindings) -> String {
    let model = findings.model
    return [
      Sanitizer.sanitize(session.profile.model), model?.quantization.map { Sanitizer.sanitize($0) },
      model?.sizeBytes.map(ModelLabel.size), model.map { ModelLabel.residency($0.residency) },
      Sanitizer.sanitize("\(session.server.name) \(session.server.address)"),
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// Bytes per second until progress last moved.
  private static func pace(_ load: WarmUp.Load, _ size: Int) -> Double? {
    let seconds = (load.moved - load.began) / .seconds(1)
    guard let progress = load.progress, progress > 0, seconds >= 1 else { return nil }
    return Double(size) * progress / seconds
  }

  private static func row(_ name: String, _ words: String, width: Int) -> [Line] {
    let gap = String(repeating: " ", count: max(1, 9 - Glyph.width(of: name)))
    return Wrap.lines(
      [Span(SafeText(foreign: words), Ink(.overlay))], width: width,
      first: Line(SafeText(foreign: name + gap), Ink(.key)))
  }

  /// The last lines that the server wrote, as many as there is room for.
  static func words(_ session: Session, width: Int, most: Int) -> [Line] {
    let findings = session.loadFindings
    guard let words = findings?.heard ?? findings?.words, most >= 3 else { return [] }
    let head = Line(
      SafeText(foreign: LoadDoctorMessages.wrote(Sanitizer.sanitize(words.source))), Ink(.heading))
    let lines = words.lines.suffix(most - 2).flatMap { ForeignText.lines($0, .faint) }
      .map { $0.truncated(to: width) }
    return [Line(), head.truncated(to: width)] + lines.suffix(most - 2)
  }
}
