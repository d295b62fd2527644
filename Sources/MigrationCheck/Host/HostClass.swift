import ArmArchitecture
import MigrationState

/// What makes hosts behave alike: their kinds of CPU and their kernel build.
public struct HostClass: Hashable, Sendable, CustomStringConvertible {
  /// `MIDR/REVIDR[+MIDR/REVIDR…] RELEASE [BUILD-ID]`.
  public let description: String

  /// The class of a host.
  public init(_ host: HostDocument) {
    self.init(cpus: host.cpus, kernelRelease: host.kernelRelease, buildId: host.buildId)
  }

  /// Makes a class from what decides it.
  public init(cpus: [CPUIdentity], kernelRelease: String, buildId: String?) {
    let kinds = Set(
      cpus.map {
        "0x\(hexadecimal($0.midr, digits: 8))/0x\(hexadecimal($0.revidr, digits: 8))"
      }
    )
    var text = kinds.sorted().joined(separator: "+") + " " + kernelRelease
    if let buildId { text += " " + buildId }
    description = text
  }
}
