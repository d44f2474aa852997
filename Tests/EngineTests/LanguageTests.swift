import Engine
import Testing

@Suite("The language of the program")
struct LanguageTests {
  @Test(
    "The environment says it as POSIX has it",
    arguments: [
      ([:], .english), (["LANG": "zh_CN.UTF-8"], .chinese), (["LANG": "zh_CN.utf8"], .chinese),
      (["LANG": "zh_CN.GB18030"], .english), (["LANG": "zh_TW.UTF-8"], .english),
      (["LC_ALL": "C", "LANG": "zh_CN.UTF-8"], .english),
      (["LC_ALL": "", "LC_MESSAGES": "zh_SG.UTF-8", "LANG": "en_US.UTF-8"], .chinese),
      (["LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"], .english),
      (["LANG": "de_DE.UTF-8"], .english), (["LANG": "zh_CN.UTF-8@pinyin"], .chinese),
    ] as [([String: String], Language)])
  func environment(_ variables: [String: String], _ language: Language) {
    #expect(Language(environment: variables) == language, "\(variables)")
  }

  @Test("Only the text that is read is made")
  func lazy() {
    var made: [String] = []
    func make(_ text: String) -> String {
      made.append(text)
      return text
    }
    #expect(Language.$drawn.withValue(.chinese) { say(make("a"), zh: make("b")) } == "b")
    #expect(Language.$drawn.withValue(.english) { say(make("a"), zh: make("b")) } == "a")
    #expect(made == ["b", "a"])
  }
}
