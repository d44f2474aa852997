# `make nix` fills in what stands between @ signs and lays the release's tarball beside this file. Then:
#
#   nix run path:dist/nix          nix profile install path:dist/nix
{
  description = "Terminal chat for local and cloud language models that shows their thinking";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      # The tarball is of one kind of machine.
      system = "@CPU@-linux";
      codex-tui = nixpkgs.legacyPackages.${system}.callPackage ./package.nix { };
    in
    {
      packages.${system} = {
        inherit codex-tui;
        default = codex-tui;
      };
      apps.${system}.default = {
        type = "app";
        program = "${codex-tui}/bin/codex-tui";
      };
      overlays.default = final: previous: { codex-tui = final.callPackage ./package.nix { }; };
    };
}
