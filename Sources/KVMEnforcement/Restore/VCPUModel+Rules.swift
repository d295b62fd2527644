import ArmArchitecture

extension VCPUModel {
  /// Why KVM refuses a value; nil when it accepts.
  func refusal(
    _ action: StoreRule.Action,
    _ id: RegisterID,
    _ value: UInt64,
    fresh: UInt64
  ) -> RestoreReason? {
    switch action {
    case .mode: return hasMode(value & 0x1f) ? nil : .processorMode
    case .lineSize: return hasLine(id, value) ? nil : .cacheGeometry
    case .only(let bits): return (value ^ fresh) & ~bits == 0 ? nil : .fixedBits
    case .psciVersion: return knowsPSCI(value, latest: fresh) ? nil : .firmwareVersion
    case .level: return value >> 4 == 0 && value <= fresh ? nil : .firmwareLevel
    case .ssbd:
      // Bit 4, "enabled", stands with "available" (2) alone.
      guard value <= 3 || value == 0x12 else { return .firmwareLevel }
      let level: UInt64 = value & 0xf >= 2 ? 3 : 0
      return level <= workaround2(fresh: fresh) ? nil : .firmwareLevel
    case .subset(let services): return value & ~(services ?? fresh) == 0 ? nil : .firmwareService
    case .slots: return value == 0 || value >> 8 == 0 && value == fresh ? nil : .pmuSlots
    case .lengths, .pmcr, .zero, .counters, .countersSet, .countersClear, .eventCounter, .drop,
      .runs:
      return nil
    }
  }

  /// What an accepted value becomes.
  func stored(_ action: StoreRule.Action, _ value: UInt64, current: UInt64) -> UInt64 {
    switch action {
    case .mode, .lineSize, .only, .psciVersion, .subset, .slots, .lengths, .eventCounter, .runs:
      value
    case .level, .ssbd: current
    case .pmcr: storedPMCR(value, current: current)
    case .zero: 0
    case .counters: value & counterMask
    case .countersSet: current | value & counterMask
    case .countersClear: current & ~(value & counterMask)
    case .drop(let bits): value & ~bits
    }
  }

  /// PMCR_EL0: bits 7:0 as written; N as written if the host has as many counters and the VM has
  /// no EL2; LC always 1 without 32-bit EL0.
  private func storedPMCR(_ value: UInt64, current: UInt64) -> UInt64 {
    let wanted = value >> 11 & 0x1f
    let isSettable = wanted <= plan.counters && !plan.profile.features.contains(.el2)
    let counters = isSettable ? wanted : current >> 11 & 0x1f
    let longCounter: UInt64 = plan.facts.has32BitEL0 ? 0 : 1 << 6
    return value & 0xff | counters << 11 | longCounter
  }

  /// True for the modes that the VM can be in: PSTATE.M, with bit 4 for AArch32.
  private func hasMode(_ mode: UInt64) -> Bool {
    let features = plan.profile.features
    return switch mode {
    case 0x00, 0x04, 0x05: !features.contains(.el1AArch32)
    case 0x08, 0x09: features.contains(.el2)
    case 0x10: plan.facts.has32BitEL0
    case 0x11, 0x12, 0x13, 0x17, 0x1b, 0x1f: features.contains(.el1AArch32)
    default: false
    }
  }

  /// True when CCSIDR_EL1's line (4 + LineSize, log2 bytes) is no shorter than CTR_EL0's shortest
  /// (2 + minLine): data caches at even selectors, instruction caches at odd ones.
  private func hasLine(_ id: RegisterID, _ value: UInt64) -> Bool {
    let isInstruction = id.number & 1 == 1
    let shortest = isInstruction ? plan.ctr & 0xf : plan.ctr >> 16 & 0xf
    return (value & 0x7) + 4 >= shortest + 2
  }

  /// True for 0.2, 1.0, 1.1, 1.2 and 1.3 up to the host's latest; without the vCPU feature for the
  /// host's 0.1 alone.
  private func knowsPSCI(_ version: UInt64, latest: UInt64) -> Bool {
    guard plan.profile.features.contains(.psci) else { return version == latest }
    let known: ClosedRange<UInt64> = 0x1_0000...0x1_0003
    return version <= latest && (version == 2 || known.contains(version))
  }
}
