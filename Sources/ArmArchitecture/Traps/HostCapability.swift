/// What a host can do that decides which accesses of a guest trap.
public enum HostCapability: String, Sendable, CaseIterable {
  /// FEAT_FGT: the fine-grained traps.
  case fineGrainedTraps = "fgt"
  /// FEAT_FGT2: the second set of fine-grained traps.
  case fineGrainedTraps2 = "fgt2"
  /// FEAT_HCX: HCRX_EL2.
  case extendedConfiguration = "hcx"
  /// FEAT_RAS: HCR_EL2.TERR.
  case errorRecords = "ras"
  /// FEAT_EVT at its second level: HCR_EL2.TTLBIS and TTLBOS.
  case shareabilityTraps = "evt2"
  /// FEAT_GCIE: the GICv5 CPU interface and its fine-grained traps.
  case interruptController5 = "gicv5"
}

extension TrapGroup {
  /// What the host needs for the group's registers to exist.
  ///
  /// - Source: kernel `arch/arm64/kvm/config.c` (`kvm_vcpu_load_fgt`), 7.3.
  public var capability: HostCapability {
    switch self {
    case .registers, .instructions, .debug, .activity: .fineGrainedTraps
    case .registers2, .instructions2, .debug2: .fineGrainedTraps2
    case .interrupts, .interruptInstructions: .interruptController5
    }
  }
}
