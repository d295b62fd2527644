// swift-tools-version: 6.3
import PackageDescription

/// libFuzzer over the readers of foreign formats; built by `fuzz.sh` alone.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "migrate-check", path: "../..")],
  targets: [
    .executableTarget(
      name: "StateImportFuzzer",
      dependencies: [.product(name: "StateImport", package: "migrate-check")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]
    )
  ]
)
