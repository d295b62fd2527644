import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Everything about a move that does not depend on captured registers, worked out once.
///
/// VMs of one ``GuestClass`` share the plan of a source and a target; each vCPU is then judged
/// cheaply.
public struct MovePlan: Sendable {
  /// What the class alone shows.
  public let findings: [Finding]
  /// Every unadvertised feature that stays reachable.
  public let exposures: [ExposureRecord]
  /// nil when the target can have no vCPU of the VM's features, or its record does not tell.
  let context: MoveContext?
  private let groups: [any GroupCheck]

  /// The groups that judge what a vCPU holds.
  ///
  /// Group 6, the records, stands in ``RecordCheck``, and the first step of group 2 in
  /// ``VCPUFeatureCheck``.
  private static let groups: [any GroupCheck.Type] = [
    CombinationCheck.self,  // 1, within the VM's own ID registers
    FirstRunCheck.self,  // 1 and 4: what the target's kernel changes once the VM runs
    RestoreCheck.self,  // 1, 2, and 5 as far as KVM decides it
    HostFactCheck.self,  // 5: what the hosts must have in common
    VectorLengthCheck.self,  // 5: SVE
    PMUCheck.self,  // 5: the PMU's counters
    DefectCheck.self,  // 6, as far as the VM can meet it
    HiddenFeatureCheck.self,  // 3
    StateCheck.self,  // 4
  ]

  /// Prepares a move.
  ///
  /// - Parameters:
  ///   - guest: the kind of VM.
  ///   - source: the host it runs on; nil when unknown.
  ///   - target: the host it is to run on.
  ///   - startedOn: the host it was started on; nil when that is unknown, or the source.
  ///   - policy: which findings refuse.
  ///   - kind: the kind of the target's CPUs, an index into its record's `cpus`; nil for any.
  public init(
    _ guest: GuestClass,
    source: HostView?,
    target: HostView,
    startedOn: HostView? = nil,
    policy: VerdictDocument.Policy = .default,
    kind: Int? = nil
  ) {
    let target = source.map { target.informed(by: $0) } ?? target
    let restored = guest.restored(from: source, on: target)
    let features = VCPUFeatureCheck(guest: restored, target: target)
    let refusals = features.findings
    let (context, notes) =
      refusals.isEmpty
      ? Self.context(guest, restored, source, target, startedOn, policy, features, kind)
      : (nil, refusals)
    self.context = context
    groups = context.map { context in Self.groups.map { $0.init(context) } } ?? []
    findings = notes + groups.flatMap(\.findings)
    exposures = groups.flatMap(\.exposures)
  }

  /// What one vCPU's registers show.
  public func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    groups.flatMap { $0.findings(vcpu) }
  }

  /// The bits of a register on which ``findings(_:)`` can depend.
  ///
  /// - Complexity: O(log *n*) in the registers.
  func judgedBits(_ id: RegisterID) -> UInt64 {
    groups.reduce(0) { $0 | $1.judgedBits(id) }
  }

  /// The bits of a register on which ``findings(_:)`` depends when they are not as they must be.
  func forcedBits(_ id: RegisterID) -> ForcedBits {
    groups.reduce(into: ForcedBits()) { $0.formUnion($1.forcedBits(id)) }
  }

  private static func context(
    _ guest: GuestClass,
    _ restored: GuestClass,
    _ source: HostView?,
    _ target: HostView,
    _ startedOn: HostView?,
    _ policy: VerdictDocument.Policy,
    _ features: VCPUFeatureCheck,
    _ kind: Int?
  ) -> (MoveContext?, [Finding]) {
    switch target.profile(
      features: restored.features,
      gic: guest.gic,
      mte: guest.mte,
      cpu: kind
    ) {
    case .refused(let reason): return (nil, [features.refused(reason)])
    case .unknown: return (nil, [features.missing])
    case .found(let profile, let comparesGIC, let isDerived):
      let context = MoveContext(
        guest: guest,
        target: Side(profile: profile, host: target),
        comparesGIC: comparesGIC,
        source: Side(source, for: guest),
        sourceHost: source,
        startedOn: startedOn,
        policy: policy
      )
      return (context, isDerived ? [features.derived] : [])
    }
  }
}
