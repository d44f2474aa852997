import Engine

extension Prompt {
  /// A prompt that waits, as it can be edited again: its text, and its images as tokens.
  var elements: [Composer.Element] {
    let pictures = images.enumerated().map { index, url in
      Composer.Element.file(
        Attachment(
          path: ComposerMessages.image(number: index + 1), bytes: url.utf8.count / 4 * 3,
          content: .image(url)))
    }
    return pictures + .pasted(text)
  }
}
