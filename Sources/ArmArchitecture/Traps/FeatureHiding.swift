/// How a feature can be kept from a VM that does not advertise it, and what KVM keeps of its state.
public struct FeatureHiding: Sendable {
  /// The means the architecture offers.
  public enum Means: String, Sendable, CaseIterable {
    /// Fine-grained traps alone (FEAT_FGT, FEAT_FGT2, GICv5's): without them it stays reachable.
    case fineGrained = "fgt"
    /// A coarse control, which every host has.
    case coarse
    /// Both: part of it stays hidden without fine-grained traps.
    case both = "fgt+coarse"
    /// None: it is a bit in a control register, effective where the CPU has it and no mask of the
    /// kernel removes it.
    case registerOnly = "register"
    /// None: instructions or behaviour that nothing traps.
    case untrappable
    /// None needed: software in a VM cannot reach it.
    case outside
  }

  /// Whether KVM switches the feature's own state between VMs and the host.
  public enum StateKeeping: String, Sendable, CaseIterable {
    /// There is no state to switch.
    case stateless
    /// Always: in the vCPU's registers, or emulated.
    case always
    /// Only for VMs that advertise the feature.
    case whenAdvertised = "advertised"
    /// Never: what one VM leaves there the next one sees.
    case never
  }

  /// What tells whether a host implements the feature, when the fresh registers of a vCPU do not show
  /// it.
  public enum Telling: Hashable, Sendable {
    /// Every fresh vCPU on these kernels: not shown means not implemented.
    case anyVCPU(KernelRange)
    /// Fresh vCPUs with SVE, pointer authentication, a PMU or tagging: not shown there means not
    /// implemented.
    case vcpu(with: VCPULack)
    /// No vCPU: KVM never offers the feature, so not shown means nothing.
    case nothing
  }

  /// The feature's architectural name.
  public let feature: String
  /// How it can be hidden.
  public let means: Means
  /// What KVM keeps of its state.
  public let keeping: StateKeeping
  /// What its absence from a vCPU's ID registers tells.
  public let telling: Telling
  /// True when only software at EL2 can use it: nothing to hide from a VM without EL2.
  public let isForHypervisors: Bool
  /// True when a CPU with the feature has FEAT_FGT: a host without FEAT_FGT lacks the feature.
  ///
  /// FEAT_FGT is mandatory from Armv8.6 on, and an implementation may take features of the next
  /// version only: what came with Armv8.7, Armv9.2 or later implies it.
  public let impliesFineGrainedTraps: Bool
  /// Where it keeps state that a VM carries: `PSTATE.DIT`, `FPCR.AH`.
  public let state: [String]
  /// Encodings of the feature, ascending, beyond those that a fine-grained trap or a handler names
  /// it for.
  public let furtherEncodings: [Encoding]
  /// Encodings that a fine-grained trap names the feature for and that tell nothing of it: where they
  /// are not UNDEFINED, KVM answers them with zero.
  public let exceptedEncodings: [Encoding]
}
