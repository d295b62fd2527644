import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport

/// Recorded hosts, complete enough for exposures.
struct Hosts {
  let kernel: KernelVersion
  let capabilities: TrapCapabilities
  let features: HostFeatures
  let profiles: [(name: String, gic: GICModel, profile: HostFeatures.Profile)]

  /// A host of `exposure_hosts.json.xz`, its kernel's lines filtered.
  static func record(
    _ name: String,
    lines keep: (String) -> Bool = { _ in true }
  ) throws -> Hosts {
    let file = Fixtures.root.appending(
      path: "Tests/Resources/KVMEnforcement/exposure_hosts.json.xz"
    )
    guard let host = try Fixtures.json(file)[name] as? [String: Any],
      let kernel = KernelVersion(host["kernelRelease"] as? String ?? "")
    else { throw CocoaError(.fileNoSuchFile) }
    let profiles = (host["vcpuProfiles"] as? [[String: Any]] ?? []).map { profile in
      (
        name: profile["name"] as? String ?? "",
        gic: GICModel(rawValue: profile["gic"] as? String ?? "") ?? .none,
        profile: HostFeatures.Profile(
          vcpuFeatures: Set(
            (profile["vcpuFeatures"] as? [String] ?? []).compactMap(VCPUFeature.init)
          ),
          mte: profile["mte"] as? Bool ?? false,
          idRegisters: TrapHosts.registers(profile["registers"])
        )
      )
    }
    let lines = (host["kernelCpuFeatures"] as? [String])?.filter(keep)
    let capabilities = TrapCapabilities(
      kernelLines: lines,
      plain: profiles.first { $0.name == "plain" }?.profile.idRegisters
    )
    return Hosts(
      kernel: kernel,
      capabilities: capabilities,
      features: HostFeatures(
        kernel: kernel,
        profiles: profiles.map(\.profile),
        kernelLines: lines,
        userRegisters: TrapHosts.registers(host["userIdRegisters"]),
        capabilities: capabilities
      ),
      profiles: profiles
    )
  }

  /// The default VM of a profile, with changes, on this host's kernel.
  func plan(_ profile: String, _ changes: [String: UInt64] = [:]) throws -> ConfigurationPlan {
    guard let found = profiles.first(where: { $0.name == profile }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    var values = found.profile.idRegisters
    for (path, content) in changes { values.set(path, content) }
    return try plan(
      VMConfiguration(
        idRegisters: values,
        vcpuFeatures: found.profile.vcpuFeatures,
        gic: found.gic,
        mte: found.profile.mte
      )
    )
  }

  /// A VM on this host's kernel.
  func plan(_ configuration: VMConfiguration) throws -> ConfigurationPlan {
    try KernelModel(kernel).plan(for: configuration)
  }

  /// What a VM meets here.
  func exposures(_ configuration: VMConfiguration) throws -> ExposureSet {
    try plan(configuration).exposures(on: capabilities, implementing: features)
  }
}
