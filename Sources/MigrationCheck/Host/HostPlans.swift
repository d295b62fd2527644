import KVMEnforcement
import MigrationState

/// What is worked out about a host once, and shared by the copies of its view.
final class HostPlans: Sendable {
  /// The vCPUs that a profile is wanted for.
  struct Wanted: Hashable {
    let features: VCPUFeatures
    let gic: GICModel?
    let mte: Bool
    let cpu: Int?
  }

  /// What the restores of VMs of one kind from one source have in common.
  struct Restore: Hashable {
    let profile: VCPUProfile
    let writesImplementationIDs: Bool
    /// The view of the source, and its profile; nil when it is unknown.
    let source: Token?
    let sourceProfile: VCPUProfile?
  }

  /// Stands for the view; it outlives what is kept by it.
  final class Token: Hashable, Sendable {
    static func == (one: Token, other: Token) -> Bool { one === other }

    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(self))
    }
  }

  let token = Token()
  let profiles = Memo<Wanted, ProfileMatch>()
  let restores = Memo<Restore, RestoreExplanation>()
  /// Findings of ``MeasurementCheck`` by whether the VM has EL2.
  let measurements = Memo<Bool, [Finding]>()
  /// The host as records of others complete it.
  let informed = Memo<HostFacts, HostView>()
}
