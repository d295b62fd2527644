import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What verdicts on a VM depend on besides its captured registers: VMs of one class share plans.
public struct GuestClass: Hashable, Sendable {
  /// The features the VM's vCPUs are initialised with.
  public var features: VCPUFeatures
  /// The interrupt controller; nil when unknown.
  public var gic: GICModel?
  /// True when the VM has memory tagging.
  public var mte: Bool
  /// The ID registers as far as the records tell them: the VM's configuration.
  public var idRegisters: RegisterState
  /// Who restores the VM's registers.
  public var client: RestoreClient
  /// False when neither the VM's definition nor its snapshot tells the client.
  public var isClientKnown: Bool
  /// True when it is a QEMU, and no record tells which version.
  public var hasUnknownQEMU: Bool
  /// True when the VMM enables writable MIDR, REVIDR and AIDR.
  public var writesImplementationIDs: Bool
  /// The SVE vector lengths of its definition; nil when it does not tell.
  public var vectorLengths: VectorLengths?
  /// The size of the intermediate physical address space in bits; nil when unknown.
  public var ipaSize: Int?

  /// True when the VM's vCPUs have EL2.
  public var hasEL2: Bool { features.contains(.el2) }
}

extension GuestClass {
  /// The class of a VM.
  ///
  /// An ID register comes from the captured state, else from the definition, else from the limit of
  /// the host the VM was created on; never from the target.
  ///
  /// - Parameters:
  ///   - guest: the VM.
  ///   - createdOn: the host it was created on; nil when unknown.
  public init(_ guest: Guest, createdOn: HostView? = nil) {
    features = guest.features
    gic = guest.gic
    mte = guest.mte
    client = guest.client
    hasUnknownQEMU = guest.hasUnknownQEMU
    writesImplementationIDs = guest.definition?.writableImplementationIds ?? false
    isClientKnown = guest.isClientKnown
    vectorLengths = guest.definition?.sveVectorLengths.flatMap { VectorLengths(bits: $0) }
    ipaSize = guest.definition?.ipaSize
    idRegisters = RegisterState()
    let captured = guest.snapshot?.vcpus.first?.registers ?? RegisterState()
    let defined = guest.definition?.idRegisters ?? RegisterState()
    let created = Side(createdOn, for: self).map { RegisterState($0.profile.registers) }
    let known = [created ?? RegisterState(), defined, captured].flatMap { registers in
      registers.filter { id, _ in id.encoding.map(AdmissionPlan.covers) ?? false }
    }
    idRegisters = RegisterState(known)
  }
}
