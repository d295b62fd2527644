import ArmArchitecture

/// Everything a kernel derives from a VM's configuration, evaluated once.
///
/// The order is the kernel's: masks from the ID registers as given, then the corrections of the ID
/// registers at the first run, then the Fine-Grained-UNDEF words.
///
/// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`kvm_finalize_sys_regs`, `kvm_calculate_traps`) and
///   `arch/arm64/kvm/nested.c` (`kvm_init_nv_sysregs`), 7.3.
public struct ConfigurationPlan: Hashable, Sendable {
  /// The kernel series the plan speaks of.
  public let kernel: KernelVersion
  /// The configuration the plan was made from.
  public let configuration: VMConfiguration
  /// The features that the ID registers advertise as given: the masks follow from them.
  public let features: FeatureSet
  /// The ID registers as the guest sees them after its first run.
  public let finalIDRegisters: IDRegisterValues
  /// The features that the final ID registers advertise: what is UNDEFINED follows from them.
  public let finalFeatures: FeatureSet
  /// The masks of the registers that the kernel sanitises, ascending by register id; empty for a VM
  /// without EL2.
  public let masks: [RegisterMask]
  /// The Fine-Grained-UNDEF words, in the order of ``TrapGroup/allCases``.
  let undefinedWords: [UInt64]

  /// The Fine-Grained-UNDEF word of a group: the trap bits whose registers and instructions do not
  /// exist in this VM.
  public subscript(group: TrapGroup) -> UInt64 {
    TrapGroup.allCases.firstIndex(of: group).map { undefinedWords[$0] } ?? 0
  }

  /// The mask of a register; nil when the kernel does not sanitise it.
  ///
  /// - Complexity: O(*n*) in the masks.
  public func mask(of encoding: Encoding) -> RegisterMask? {
    masks.first { $0.encoding == encoding }
  }

  /// The effective value of a register: the value itself when the kernel does not sanitise
  /// it.
  ///
  /// - Complexity: O(*n*) in the masks.
  public func sanitise(_ value: UInt64, of encoding: Encoding) -> UInt64 {
    guard let mask = mask(of: encoding), mask.isApplied else { return value }
    return mask.sanitise(value)
  }

  /// The ID registers that the kernel changes at the first run, with their final values, ascending.
  ///
  /// - Complexity: O(*n*) in the ID registers.
  public var changedIDRegisters: [(encoding: Encoding, value: UInt64)] {
    finalIDRegisters.knownRegisters.map { ($0.register.encoding, $0.value) }
      .filter { configuration.idRegisters[$0.0] != $0.1 }.sorted { $0.0 < $1.0 }
  }
}
