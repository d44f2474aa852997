import Engine
import SystemPackage
import TUI

/// What is said of files and of the editor on the screen.
enum LocalServicesMessages {
  static func cannotLook(at path: String, _ failure: Errno) -> String {
    "\(path): \(failure)"
  }

  static func isNoPlainFile(_ path: String) -> String { "\(path) is no plain file" }

  static func cannotRead(_ path: String, _ failure: Errno) -> String {
    "\(path) cannot be read: \(failure)"
  }

  static func isNeitherTextNorImage(_ path: String) -> String {
    "\(path) is neither text in UTF-8 nor an image (PNG, JPEG, GIF, WebP)"
  }

  static func isTooLarge(_ path: String, bytes: Int, limit: Int) -> String {
    "\(path) has \(ByteFormatter.short(bytes)); at most \(ByteFormatter.short(limit)) can go"
  }

  static func needs(
    _ program: String, _ package: String, for path: String, _ kind: String
  ) -> String {
    "\(path) is \(kind == "PDF" ? "a PDF" : kind); \(program) makes text of it, and is not installed (apt install \(package))"
  }

  static func couldNotBeTurned(_ path: String, by program: String) -> String {
    "\(program) could make no text of \(path)"
  }

  static func holdsNoText(_ path: String) -> String {
    "\(path) holds no text: its pages may be pictures"
  }

  static func noChanges(_ name: String) -> String {
    name == "staged"
      ? "git has nothing staged here" : "git knows of no change here, or of no repository"
  }

  static func more(_ count: Int) -> String { "… \(count) more" }

  static func leftOut(lines: Int, bytes: Int) -> String {
    "[… \(Plural.count(lines, "line")), \(ByteFormatter.short(bytes)), left out here …]"
  }

  static func exists(_ path: String) -> String {
    "\(path) exists and stays as it is: /export with another name"
  }

  static func cannotWrite(_ path: String, _ failure: Errno) -> String {
    "\(path) cannot be written: \(failure)"
  }

  static func written(to path: String, as format: String) -> String {
    "written to \(path) as \(format)"
  }

  static let noFolderForDraft = "there is no folder for the draft"

  static func cannotGiveToEditor(_ failure: Errno) -> String {
    "the text cannot be given to the editor: \(failure)"
  }

  /// - Parameter complaint: what went wrong.
  static func textIsAsItWas(after complaint: String) -> String {
    complaint + "; the text is as it was"
  }

  static func leftNoText(_ editor: String) -> String { "\(editor) left no text" }

  static func wasNotFound(_ editor: String) -> String {
    "\(editor) was not found; set EDITOR to one that is installed"
  }

  static func ended(_ editor: String, with status: String) -> String {
    "\(editor) ended with \(status)"
  }

  static func couldNotBeRun(_ editor: String, _ error: any Error) -> String {
    "\(editor) could not be run: \(error)"
  }
}
