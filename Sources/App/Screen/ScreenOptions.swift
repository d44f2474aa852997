import ArgumentParser
import TUI

/// What the full screen alone understands.
struct ScreenOptions: ParsableArguments {
  @Flag(
    name: .customLong("no-alt-screen"),
    help: "Stay in the terminal's normal screen, so that the last picture stays above the shell.")
  var noAlternateScreen = false

  @Option(help: "Replay the keys of a file without a terminal; - reads them from stdin.")
  var script: String?

  @Option(help: "The picture's size in a scripted run, COLUMNSxROWS.")
  var size = "120x40"

  @Option(
    help:
      "Where a scripted run keeps its last picture: .svg, .screen, else plain text; - prints it.")
  var saveScreen: String?

  /// Without a terminal, by a script or for one picture.
  var isScripted: Bool { script != nil || saveScreen != nil }
}
