import ArgumentParser
import ArmArchitecture
import KVMEnforcement

/// A kernel given on the command line: a series, which stands for its newest measured release, or a
/// release.
struct AssumedKernel: ExpressibleByArgument {
  let version: KernelVersion

  init?(argument: String) {
    guard let version = KernelVersion(argument), version.description == argument,
      KernelAxis.series.contains(version.series)
    else { return nil }
    self.version = version.measured
  }

  static var allValueStrings: [String] { KernelAxis.series.map(\.description) }
}
