# A formula for a tap of one's own. The release's address and checksum replace url and sha256.
class CodexTui < Formula
  desc "Terminal chat for local and cloud language models that shows their thinking"
  homepage "https://example.invalid/codex-tui"
  url "https://example.invalid/codex-tui/archive/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "Apache-2.0"

  depends_on "tomlplusplus" => :build
  depends_on xcode: ["26.0", :build]
  depends_on "cmark-gfm"
  depends_on "ncurses"

  uses_from_macos "sqlite"
  uses_from_macos "zlib"

  def install
    system "swift", "build", "-c", "release", "--disable-sandbox", "--product", "codex-tui"
    ENV["BINARY"] = ".build/release/codex-tui"
    system "scripts/package", "install", prefix
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/codex-tui --version")
    assert_match "[", shell_output("#{bin}/codex-tui exec --demo --no-thinking hello 2>&1", 0)
  end
end
