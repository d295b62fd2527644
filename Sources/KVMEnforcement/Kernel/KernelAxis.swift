import ArmArchitecture

/// What KVM makes of the same CPU on one kernel and on another: one place for everything of a vCPU
/// profile that follows from the kernel series alone.
///
/// Three tables say it: ``masks``, ``limits`` and ``registers``. A profile captured on one kernel
/// becomes, through ``profile(_:from:to:facts:)``, the profile the same host would show on
/// another. What the captured kernel hid cannot be known, and is told as unknown rather than
/// guessed.
public struct KernelAxis: Sendable {
  /// The writable masks of ID registers.
  let masks: [MaskRow]
  /// The ID fields of which a kernel shows less than the CPU has.
  let limits: [LimitRow]
  /// The registers that not every kernel lists.
  let registers: [RegisterRow]

  /// The built-in tables.
  public static let standard = builtIn { () throws(TableError) in
    KernelAxis(
      masks: try MaskRow.rows("maskTable", maskTable),
      limits: try LimitRow.rows("limitTable", limitTable),
      registers: try RegisterRow.rows("registerTable", registerTable)
    )
  }

  /// A writable mask.
  struct MaskRow: Hashable, Sendable {
    let kernels: KernelRange
    let mask: UInt64
    let register: Encoding
  }

  /// The VMs that a row is about: those with all of some vCPU features and none of others.
  struct Scope: Hashable, Sendable {
    let with: VCPUFeatures
    let without: VCPUFeatures

    func contains(_ features: VCPUFeatures) -> Bool {
      features.isSuperset(of: with) && features.isDisjoint(with: without)
    }
  }

  /// A field that some kernels show less of.
  struct LimitRow: Hashable, Sendable {
    let kernels: KernelRange
    let scope: Scope
    let rule: Rule
    let place: Place

    /// A field, or bits that have no name.
    struct Place: Hashable, Sendable {
      let name: String
      let encoding: Encoding
      let bits: BitRange
    }

    /// What the kernels show.
    enum Rule: Hashable, Sendable {
      /// At most this much, as an unsigned number; 0 hides the field.
      case atMost(UInt64)
      /// The CPU's own ID_AA64MMFR2_EL1.NV, which other kernels hide.
      case hostNV
    }
  }

  /// A register that some kernels list.
  struct RegisterRow: Hashable, Sendable {
    let kernels: KernelRange
    let scope: Scope
    let fresh: Fresh
    let register: RegisterID

    /// What a fresh vCPU holds there.
    enum Fresh: Hashable, Sendable {
      /// This value on these kernels, whatever another showed.
      case always(UInt64)
      /// What was captured; this value when the captured kernel did not list the register.
      case new(UInt64)
      /// What was captured; unknown when the captured kernel did not list the register.
      case host
    }
  }
}
