# The release's program with the loader and the libraries of the Nix store. It is not built here: SwiftPM fetches
# packages while it builds, and a Nix build has no network.
{
  lib,
  stdenv,
  autoPatchelfHook,
  curl,
  sqlite,
}:

stdenv.mkDerivation rec {
  pname = "codex-tui";
  version = "@VERSION@";

  src = ./. + "/codex-tui-${version}-linux-@CPU@.tar.gz";

  nativeBuildInputs = [ autoPatchelfHook ];
  # Loaded, not linked.
  runtimeDependencies = [ (lib.getLib curl) ];
  buildInputs = [
    sqlite
    stdenv.cc.cc.lib
  ];

  dontBuild = true;
  dontStrip = true;

  doCheck = true;
  checkPhase = ''
    sha256sum --check --quiet --strict SHA256SUMS
  '';

  installPhase = ''
    runHook preInstall
    mkdir -p "$out"
    cp -r bin share "$out/"
    install -Dm644 -t "$out/share/licenses/codex-tui" LICENSE COPYRIGHT
    runHook postInstall
  '';

  meta = {
    description = "Terminal chat for local and cloud language models that shows their thinking";
    license = with lib.licenses; [
      asl20
      bsd2
      mit
      x11
    ];
    mainProgram = "codex-tui";
    platforms = [ "@CPU@-linux" ];
    sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
  };
}
