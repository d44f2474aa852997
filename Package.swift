// swift-tools-version: 6.2
import PackageDescription

// CI turns every warning of ours into an error; a developer's build only shows them.
//
// A function without an actor runs where its caller does: on the streaming path each hop to Swift's pool and
// back would wake two threads.
let strict: [SwiftSetting] =
  (Context.environment["CI"] != nil ? [.treatAllWarnings(as: .error)] : [])
  + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

// `make fuzz` builds a second time, with libFuzzer's probes in what it tries, and quick.
let isFuzzing = Context.environment["FUZZ"] != nil
let probes = isFuzzing ? ["-sanitize=fuzzer,address", "-O"] : []
let probed: [SwiftSetting] = isFuzzing ? [.unsafeFlags(probes)] : []

// What `make release-static` names is a folder that the linker is to look into first: scripts/portable-libraries
// lays it. The linker is the toolchain's own, so the same compiler makes the same bytes; the names that only a
// plugin would look for are a million and a half of them.
let portable: [LinkerSetting] =
  (Context.environment["CODEX_TUI_LIBRARIES"] ?? "").isEmpty
  ? []
  : [
    .unsafeFlags(
      [
        "-L", Context.environment["CODEX_TUI_LIBRARIES"] ?? "", "-use-ld=lld",
        "-Xlinker", "--no-export-dynamic",
      ], .when(platforms: [.linux]))
  ]

let package = Package(
  name: "codex-tui",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "codex-tui", targets: ["Main"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    // Without its Foundation trait: nothing else here links Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // C libraries of the system, one target each.
    .systemLibrary(
      name: "CNcurses",
      providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
    .systemLibrary(
      name: "CMark",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .systemLibrary(
      name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CVTerm", providers: [.apt(["libvterm-dev"]), .brew(["libvterm"])]),
    // libcurl (libcurl4-openssl-dev, curl), which only macOS links.
    .target(
      name: "CCurl", dependencies: ["CProgram"],
      linkerSettings: [.linkedLibrary("curl", .when(platforms: [.macOS]))]),
    // What the program knows of itself: its commit, and where it lies in memory.
    .target(
      name: "CProgram",
      cSettings: (Context.environment["CODEX_TUI_COMMIT"].map {
        [.define("CODEX_TUI_COMMIT", to: "\"\($0)\"")]
      } ?? [])),
    // toml++ (libtomlplusplus-dev, tomlplusplus) behind a C face.
    .target(
      name: "CTOML",
      cxxSettings: isFuzzing ? [.unsafeFlags(["-fsanitize=fuzzer-no-link,address", "-O1"])] : []),

    .target(
      name: "Engine",
      dependencies: ["CTOML", "CSQLite", "CCurl"],
      swiftSettings: strict + probed),
    .target(
      name: "TUI", dependencies: ["CNcurses", "CMark", "CTOML", "Engine"],
      swiftSettings: strict + probed),
    .target(
      name: "Simulator",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    // All of the program but its first line, so that tests and Bench can run it from inside.
    .target(
      name: "App",
      dependencies: [
        "TUI", "Engine", "Simulator", "CProgram",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["Main"], swiftSettings: strict),
    .executableTarget(
      name: "Main", dependencies: ["App"], path: "Sources/App/Main", swiftSettings: strict,
      linkerSettings: portable),

    // What has to be so before the first test.
    .target(name: "CTestStart", path: "Tests/CTestStart"),
    .target(
      name: "Support", dependencies: ["TUI", "Engine", "CVTerm", "CTestStart"],
      path: "Tests/Support",
      swiftSettings: strict),
    .testTarget(
      name: "TUITests", dependencies: ["TUI", "Engine", "Support", "CVTerm"],
      exclude: [
        "Surface/width-reference.txt", "Surface/__Screens__", "Text/__Screens__",
        "State/__Screens__",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EngineTests",
      dependencies: ["Engine", "Support"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "SimulatorTests",
      dependencies: [
        "Simulator",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "AppTests",
      dependencies: [
        "App", "Simulator", "TUI", "Engine", "CProgram", "Support",
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      exclude: ["__Screens__", "Fixtures", "FirstMinute", "Flows"],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)

#if os(Linux)
  // What `make bench` runs; not part of the program. It reads /proc, so it is for Linux only.
  package.targets.append(
    .executableTarget(
      name: "Bench", dependencies: ["App", "Engine", "TUI", "Simulator", "CVTerm"],
      swiftSettings: strict))
#endif

// The same checks, once as tests and once as a library that libFuzzer drives. A library that reads the
// inside of others cannot be built for release, so it is there only while fuzzing.
if !isFuzzing {
  package.targets.append(
    .testTarget(
      name: "FuzzTests", dependencies: ["TUI", "Engine", "Support"],
      exclude: ["Seeds", "dictionary.txt"], swiftSettings: strict))
} else {
  package.targets.append(
    .target(
      name: "FuzzTargets", dependencies: ["TUI", "Engine", "Support"],
      path: "Tests/FuzzTests/Targets", swiftSettings: strict + probed))
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz",
      swiftSettings: strict + [.unsafeFlags(["-O"])],
      // The system's gold fails on what libFuzzer brings; the toolchain has a linker of its own.
      linkerSettings: [.unsafeFlags(probes + ["-use-ld=lld"])]))
}

// Homebrew's libraries lie where Apple's compiler does not look, and its ncurses beside the others.
#if os(macOS)
  #if arch(arm64)
    let usualPrefix = "/opt/homebrew"
  #else
    let usualPrefix = "/usr/local"
  #endif
  let prefix = Context.environment["HOMEBREW_PREFIX"] ?? usualPrefix
  let folders = ["\(prefix)/opt/ncurses", prefix]
  let includes = folders.map { "-I\($0)/include" }
  for target in package.targets where target.type != .system {
    target.cxxSettings = (target.cxxSettings ?? []) + [.unsafeFlags(includes)]
    target.swiftSettings =
      (target.swiftSettings ?? []) + [.unsafeFlags(includes.flatMap { ["-Xcc", $0] })]
    target.linkerSettings =
      (target.linkerSettings ?? []) + [.unsafeFlags(folders.map { "-L\($0)/lib" })]
  }
#endif
