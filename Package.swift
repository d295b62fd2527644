// swift-tools-version: 6.3
import PackageDescription

/// Every target is compiled in Swift 6 mode with warnings as errors.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ module: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: module + "Tests",
    dependencies: [.byName(name: module), "TestSupport"] + dependencies,
    swiftSettings: strict
  )
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

let package = Package(
  name: "migrate-check",
  products: [
    .executable(name: "migrate-check", targets: ["migrate-check"]),
    .library(name: "ArmArchitecture", targets: ["ArmArchitecture"]),
    .library(name: "HostCapture", targets: ["HostCapture"]),
    .library(name: "KVMEnforcement", targets: ["KVMEnforcement"]),
    .library(name: "MigrationState", targets: ["MigrationState"]),
    .library(name: "StateImport", targets: ["StateImport"]),
    .library(name: "MigrationCheck", targets: ["MigrationCheck"]),
    .library(name: "StateStore", targets: ["StateStore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    module("ArmArchitecture"),
    module("KVMEnforcement", ["ArmArchitecture"]),
    .systemLibrary(
      name: "CLibCrypto",
      pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]
    ),
    module("MigrationState", ["ArmArchitecture", "KVMEnforcement", "CLibCrypto"]),
    module("StateImport", ["ArmArchitecture", "KVMEnforcement", "MigrationState"]),
    module("MigrationCheck", ["ArmArchitecture", "KVMEnforcement", "MigrationState"]),
    // The ioctls, which Swift cannot call.
    .target(name: "CKVM"),
    module("HostCapture", ["ArmArchitecture", "CKVM", "KVMEnforcement", "MigrationState"]),
    // Prints the tables that the agent is compiled with.
    .executableTarget(
      name: "agent-tables",
      dependencies: ["ArmArchitecture", "HostCapture", "KVMEnforcement"],
      swiftSettings: strict
    ),
    // The SQL files are what the binary runs; the target makes them constants.
    .target(
      name: "StoreSchema",
      path: "schema/store",
      resources: [
        .embedInCode("v001_initial.sql"), .embedInCode("v002_waivers.sql"),
        .embedInCode("v003_fleet.sql"), .embedInCode("v004_differences.sql"),
      ],
      swiftSettings: strict
    ),
    module(
      "StateStore",
      [
        "ArmArchitecture", "KVMEnforcement", "MigrationState", "StoreSchema",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]
    ),
    // The page of a matrix; its files are what the binary prints.
    .target(
      name: "MatrixPage",
      resources: [
        .embedInCode("page.html"), .embedInCode("page.css"), .embedInCode("page.js"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "migrate-check",
      dependencies: [
        "ArmArchitecture", "HostCapture", "KVMEnforcement", "MatrixPage", "MigrationCheck",
        "MigrationState",
        "StateImport", "StateStore", argumentParser,
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),
    // A process that records until it is done or killed.
    .executableTarget(
      name: "store-recorder",
      dependencies: ["MigrationState", "StateStore"],
      path: "Tests/StoreRecorder",
      swiftSettings: strict
    ),
    // Writes bundles of made-up fleets.
    .executableTarget(
      name: "fleet-generator",
      dependencies: ["ArmArchitecture", "KVMEnforcement", "MigrationState", "TestFixtures"],
      path: "Benchmarks/FleetGenerator",
      swiftSettings: strict
    ),
    // What tests share with benchmarks: no test library, so that it builds for release.
    .target(name: "TestFixtures", path: "Tests/TestFixtures", swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: ["TestFixtures"],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    tests("ArmArchitecture"),
    tests("KVMEnforcement"),
    tests("MigrationState"),
    tests("StateImport", ["KVMEnforcement", "MigrationCheck"]),
    tests("HostCapture"),
    tests("MigrationCheck"),
    // The built binary, run as an operator runs it.
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["migrate-check", "fleet-generator", "MigrationState", "TestSupport"],
      swiftSettings: strict
    ),
    tests(
      "StateStore",
      ["StoreSchema", "store-recorder", .product(name: "GRDB", package: "GRDB.swift")]
    ),
  ]
)
