import ArmArchitecture

/// One special treatment of an ID-register write: on which kernels and VMs, which written values,
/// and what KVM does with them.
struct Treatment: Sendable {
  /// Which written contents the row is about.
  enum Test: Hashable, Sendable {
    /// Every content.
    case any
    /// Contents in a range.
    case range(ClosedRange<UInt64>)
    /// Contents other than one.
    case not(UInt64)
    /// Contents other than the limit's.
    case notLimit
    /// The content that the host's own register has; when that is unknown, the contents in the
    /// range are undecided.
    case host(HostFact, plausible: ClosedRange<UInt64>)
  }

  /// What KVM does with the write.
  enum Effect: Hashable, Sendable {
    /// Stores another content and goes on.
    case store(UInt64)
    /// Refuses the register, even when the content equals the limit.
    case refuse
    /// Nobody knows, unless the content equals the limit.
    case undecided
    /// Compares the field as a two's-complement number.
    case signed
    /// Accepts every content of these bits.
    case free
    /// Accepts the write and throws it away.
    case ignore
  }

  /// A condition on the VM or the host; a row applies when all of its conditions hold.
  enum Condition: Hashable, Sendable {
    /// The VM has EL2.
    case el2
    /// The limit's content is this number.
    case limit(UInt64)
    /// The host's own register has this content; false when unknown.
    case host(HostFact, UInt64)
    /// No 32-bit EL0 on the host.
    case noAArch32
    /// The VMM enabled writable implementation ID registers for the VM.
    case writableImplementationIDs
    /// A GICv5 host with its GICv3-compatible interface.
    case gicV5Legacy
    /// CTR_EL0.IDC of a fresh vCPU is this number.
    case idc(UInt64)
  }

  /// A host register's field that no vCPU shows, spelt `host.NAME` in the table.
  enum HostFact: String, Hashable, Sendable {
    case mpam = "MPAM"
    case mpamFrac = "MPAM_frac"
    case nv = "NV"
    case mte = "MTE"
    case mteFrac = "MTE_frac"

    /// The fact's value on a host; nil when unknown.
    func value(_ facts: HostFacts) -> UInt64? {
      switch self {
      case .mpam: facts.mpam
      case .mpamFrac: facts.mpamFrac
      case .nv: facts.nv
      case .mte: facts.mte
      case .mteFrac: facts.mteFrac
      }
    }
  }

  /// The register.
  let register: Encoding
  /// The bits the row is about.
  let mask: UInt64
  /// The field, when the bits are one.
  let field: IDField?
  /// Which written contents.
  let test: Test
  /// What KVM does.
  let effect: Effect
  /// The kernels that do it.
  let kernels: KernelRange
  /// The conditions, all of which must hold.
  let conditions: [Condition]
  /// Why, in words; empty when the row needs none.
  let reason: String
}
