import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Everything that the groups of a verdict read about a VM that a vCPU can be made for.
struct MoveContext: Sendable {
  /// The VM, as far as verdicts on several vCPUs and VMs can share it.
  let guest: GuestClass
  /// The host it is to run on.
  let target: Side
  /// False when the target's profile has another interrupt controller than the VM.
  let comparesGIC: Bool
  /// nil when the source, or its profile for the VM's features, is unknown.
  let source: Side?
  /// The host it runs on, whether or not it has a profile for the VM's features; nil when unknown.
  let sourceHost: HostView?
  /// The host it was started on; nil when that is unknown, or the source.
  let startedOn: HostView?
  /// Which findings refuse.
  let policy: VerdictDocument.Policy

  /// True when source and target are one host, perhaps under another kernel.
  var isSameHost: Bool { sourceHost?.name == target.host.name }
}

/// A host together with the profile that stands for the VM's vCPUs there.
struct Side: Sendable {
  let profile: VCPUProfile
  let host: HostView
}

extension Side {
  /// A host with the profile of a VM's features; nil when the host or the profile is unknown.
  init?(_ host: HostView?, for guest: GuestClass) {
    guard let host,
      case .found(let profile, _, _) = host.profile(
        features: guest.features,
        gic: guest.gic,
        mte: guest.mte
      )
    else { return nil }
    self.init(profile: profile, host: host)
  }
}
