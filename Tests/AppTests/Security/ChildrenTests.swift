import Testing

@testable import App

@Suite("Children get no keys")
struct ChildrenTests {
  @Test("Neither a provider's, nor what is named like one, nor a proxy's password")
  func environment() {
    let given = [
      "PATH": "/bin", "HOME": "/home/x", "LANG": "C", "KEYBOARD": "de", "TOKEN_LIMIT": "5",
      "OPENAI_API_KEY": "sk-1", "MY_OWN": "mine", "GITHUB_TOKEN": "x", "AWS_SECRET_ACCESS_KEY": "x",
      "DB_PASSWORD": "x", "PGPASS": "secret", "X_CREDENTIALS": "x",
      "GOOGLE_APPLICATION_CREDENTIALS": "/home/x/key.json",
      "https_proxy": "http://user:pass@proxy:8080", "HTTP_PROXY": "http://proxy:8080",
      "ALL_PROXY": "user:pass@proxy",
    ]
    let kept = given.withoutKeys(named: ["MY_OWN"]).keys.sorted()
    #expect(
      kept == [
        "GOOGLE_APPLICATION_CREDENTIALS", "HOME", "HTTP_PROXY", "KEYBOARD", "LANG", "PATH",
        "TOKEN_LIMIT",
      ])
  }
}
