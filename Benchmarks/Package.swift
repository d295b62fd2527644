// swift-tools-version: 6.3
import PackageDescription

/// A package of its own, so that building and testing the product needs none of this.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "migrate-check", path: ".."),
    // Without the interposers, which the malloc counts would need.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Library",
      dependencies: [
        .product(name: "ArmArchitecture", package: "migrate-check"),
        .product(name: "KVMEnforcement", package: "migrate-check"),
        .product(name: "MigrationState", package: "migrate-check"),
        .product(name: "MigrationCheck", package: "migrate-check"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Library",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    )
  ]
)
