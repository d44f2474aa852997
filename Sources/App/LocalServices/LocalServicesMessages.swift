import Engine
import SystemPackage
import TUI

/// What is said of files and of the editor on the screen.
enum LocalServicesMessages {
  static func cannotLook(at path: String, _ failure: Errno) -> String {
    say("\(path): \(failure)", zh: "\(path)：\(failure)")
  }

  static func isNoPlainFile(_ path: String) -> String {
    say("\(path) is no plain file", zh: "\(path) 不是普通文件")
  }

  static func cannotRead(_ path: String, _ failure: Errno) -> String {
    say("\(path) cannot be read: \(failure)", zh: "无法读取 \(path)：\(failure)")
  }

  static func isNeitherTextNorImage(_ path: String) -> String {
    say(
      "\(path) is neither text in UTF-8 nor an image (PNG, JPEG, GIF, WebP)",
      zh: "\(path) 既不是 UTF-8 文本，也不是图片（PNG、JPEG、GIF、WebP）")
  }

  static func isTooLarge(_ path: String, bytes: Int, limit: Int) -> String {
    say(
      "\(path) has \(ByteFormatter.short(bytes)); at most \(ByteFormatter.short(limit)) can go",
      zh: "\(path) 大小为 \(ByteFormatter.short(bytes))；最多可发送 \(ByteFormatter.short(limit))")
  }

  static func needs(
    _ program: String, _ package: String, for path: String, _ kind: String
  ) -> String {
    say(
      "\(path) is \(kind == "PDF" ? "a PDF" : kind); \(program) makes text of it, and is not installed (apt install \(package))",
      zh: "\(path) 是 \(kind) 文档；需要 \(program) 将其转为文本，但尚未安装（apt install \(package)）")
  }

  static func couldNotBeTurned(_ path: String, by program: String) -> String {
    say("\(program) could make no text of \(path)", zh: "\(program) 无法将 \(path) 转为文本")
  }

  static func holdsNoText(_ path: String) -> String {
    say("\(path) holds no text: its pages may be pictures", zh: "\(path) 不含文本：其页面可能是图片")
  }

  static func noChanges(_ name: String) -> String {
    name == "staged"
      ? say("git has nothing staged here", zh: "git 在此没有暂存的更改")
      : say("git knows of no change here, or of no repository", zh: "git 在此没有发现更改，或此处不是仓库")
  }

  /// Read by a model, so the same in every language.
  static func more(_ count: Int) -> String { "… \(count) more" }

  /// Read by a model, so the same in every language.
  static func leftOut(lines: Int, bytes: Int) -> String {
    "[… \(Plural.count(lines, "line")), \(ByteFormatter.short(bytes)), left out here …]"
  }

  static func exists(_ path: String) -> String {
    say(
      "\(path) exists and stays as it is: /export with another name",
      zh: "\(path) 已存在，保持不变：请用其他名称 /export")
  }

  static func cannotWrite(_ path: String, _ failure: Errno) -> String {
    say("\(path) cannot be written: \(failure)", zh: "无法写入 \(path)：\(failure)")
  }

  static func written(to path: String, as format: String) -> String {
    say("written to \(path) as \(format)", zh: "已写入 \(path)，格式为 \(format)")
  }

  static var noFolderForDraft: String {
    say("there is no folder for the draft", zh: "没有存放草稿的文件夹")
  }

  static func cannotGiveToEditor(_ failure: Errno) -> String {
    say("the text cannot be given to the editor: \(failure)", zh: "无法将文本交给编辑器：\(failure)")
  }

  /// - Parameter complaint: what went wrong.
  static func textIsAsItWas(after complaint: String) -> String {
    say(complaint + "; the text is as it was", zh: complaint + "；文本保持不变")
  }

  static func leftNoText(_ editor: String) -> String {
    say("\(editor) left no text", zh: "\(editor) 没有留下内容")
  }

  static func wasNotFound(_ editor: String) -> String {
    say(
      "\(editor) was not found; set EDITOR to one that is installed",
      zh: "未找到 \(editor)；请将 EDITOR 设为已安装的编辑器")
  }

  static func ended(_ editor: String, with status: String) -> String {
    say("\(editor) ended with \(status)", zh: "\(editor) 已结束：\(status)")
  }

  static func couldNotBeRun(_ editor: String, _ error: any Error) -> String {
    say("\(editor) could not be run: \(error)", zh: "无法运行 \(editor)：\(error)")
  }
}
