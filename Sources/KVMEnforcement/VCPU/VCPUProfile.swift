import ArmArchitecture

/// What KVM makes of one set of vCPU features on one host: the fresh registers of such a vCPU and
/// which bits of its ID registers userspace may write.
public struct VCPUProfile: Hashable, Sendable {
  /// The features the vCPU was initialised with.
  public let features: VCPUFeatures
  /// The VM's interrupt controller.
  public let gic: GICModel
  /// True when the VM has MTE enabled.
  public let mte: Bool
  /// The registers of a fresh vCPU, in KVM's register list.
  public let registers: RegisterFile
  /// The bits that userspace may change, by ID register; a register left out has none.
  ///
  /// - Source: kernel ioctl `KVM_ARM_GET_REG_WRITABLE_MASKS`; before it existed, by trial.
  public let writableMasks: [Encoding: UInt64]
  /// Limits that differ from the fresh value, because creating the vGIC changed what a fresh vCPU
  /// shows (`ID_AA64PFR0_EL1.GIC`, `ID_AA64PFR2_EL1.GCIE`, `ID_PFR1_EL1.GIC`).
  public let limits: [Encoding: UInt64]
  /// What the record could not tell; empty unless another kernel was assumed.
  public let unknown: Unknown

  /// What a kernel other than the captured one may show.
  public struct Unknown: Hashable, Sendable {
    /// Bits of an ID register.
    public struct Field: Hashable, Sendable {
      /// The register.
      public let encoding: Encoding
      /// The bits.
      public let bits: BitRange
    }

    /// Fields that read at least what the profile holds.
    public var fields: Set<Field> = []
    /// Registers that may exist, or whose fresh value may be any.
    public var registers: Set<RegisterID> = []

    /// Nothing is unknown.
    public init() {}
  }

  /// Describes a profile.
  public init(
    features: VCPUFeatures,
    gic: GICModel,
    mte: Bool = false,
    registers: RegisterFile,
    writableMasks: [Encoding: UInt64],
    limits: [Encoding: UInt64] = [:],
    unknown: Unknown = Unknown()
  ) {
    self.features = features
    self.gic = gic
    self.mte = mte
    self.registers = registers
    self.writableMasks = writableMasks
    self.limits = limits
    self.unknown = unknown
  }

  /// The limit of an ID register: what KVM compares a write with; nil when the vCPU lacks it.
  public func limit(_ encoding: Encoding) -> UInt64? {
    guard let fresh = registers[encoding] else { return nil }
    return limits[encoding] ?? fresh
  }
}
