/// Why a register of a VM cannot be restored as captured.
public enum RestoreReason: Hashable, Sendable {
  /// A vCPU of these features does not have the register on this host.
  case absent
  /// The VM's own ID registers hide it: the field is below the number at that moment.
  case hidden(field: String, least: UInt64)
  /// The client does not know the register, or writes it although the VM's own ID registers hide
  /// it.
  case client
  /// MIDR_EL1, REVIDR_EL1 or AIDR_EL1 differs from the host's CPU.
  case identity
  /// An ID register, CTR_EL0 included: ``AdmissionPlan/admit(_:_:)`` tells the fields.
  case idRegister
  /// CLIDR_EL1 or CCSIDR_EL1 promises what the host's caches do not do.
  case cacheGeometry
  /// Bits differ that must equal a fresh vCPU's.
  case fixedBits
  /// PSTATE holds a mode that this VM cannot be in.
  case processorMode
  /// A PSCI version that the host does not know.
  case firmwareVersion
  /// A mitigation level above the host's.
  case firmwareLevel
  /// A hypercall service that the host does not offer.
  case firmwareService
  /// The host's SVE vector lengths differ below the VM's longest.
  case vectorLengths
  /// PMMIR_EL1 is neither 0 nor the host's.
  case pmuSlots
}
