import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 5: what a restore that KVM accepts leaves different on the target.
struct KeptState: Sendable {
  let context: MoveContext

  /// What becomes of one vCPU.
  ///
  /// - Parameters:
  ///   - captured: the vCPU's registers.
  ///   - replay: the vCPU after its restore.
  /// - Returns: what the guest can tell afterwards.
  func findings(_ captured: RegisterFile, _ replay: Replay) -> [Finding] {
    levels(captured, replay) + lostCounters(captured, replay) + slots(replay)
      + foreignIdentity(captured, replay)
  }

  /// Mitigation levels that rise: KVM stores none, so that the guest reads the target's from now on.
  private func levels(_ captured: RegisterFile, _ replay: Replay) -> [Finding] {
    Self.levelRegisters.compactMap { id, isTwoValued in
      guard let raw = captured[id]?.first, let after = replay.vcpu.read(id)?.first,
        !replay.refusals.contains(where: { $0.register == id })
      else { return nil }
      let before: UInt64 = isTwoValued ? (raw & 0xf >= 2 ? 3 : 0) : raw
      guard after > before else { return nil }
      var finding = FindingKind.firmwareUpgrade.finding(
        .note,
        id.description,
        "\(id.label): the VM has level \(before), \(context.target.host.name) has \(after), which "
          + "the guest reads from then on"
      )
      finding.register = id.description
      finding.source = "0x" + String(before, radix: 16)
      finding.target = "0x" + String(after, radix: 16)
      finding.beyondKvm = true
      finding.remedy = FindingKind.firmwareUpgrade.remedy
      return finding
    }
  }

  /// SMCCC_ARCH_WORKAROUND_1 to _3; the second has two values, 0 and 3.
  private static let levelRegisters: [(RegisterID, Bool)] = [
    0x6030_0000_0014_0001, 0x6030_0000_0014_0002, 0x6030_0000_0014_0003,
  ].compactMap { raw in RegisterID(rawValue: raw).map { ($0, raw & 0xf == 2) } }

  /// Enabled counters and interrupts that a kernel before 6.15 clears again, because the write of a
  /// CLR register follows that of its SET.
  private func lostCounters(_ captured: RegisterFile, _ replay: Replay) -> [Finding] {
    let counters = (replay.vcpu.read(Self.controlRegister)?.first ?? 0) >> 11 & 0x1f
    let implemented: UInt64 = 1 << 31 | ((1 << counters) - 1)
    return Self.counterRegisters.compactMap { id in
      guard let before = captured[id]?.first, let after = replay.vcpu.read(id)?.first else {
        return nil
      }
      let lost = before & implemented & ~after
      guard lost != 0 else { return nil }
      let isPoison = Self.isPoison(before)
      var finding = FindingKind.pmuStateLost.finding(
        isPoison ? .note : context.policy == .strict ? .refuse : .warn,
        id.description,
        isPoison
          ? "\(id.description) was never written by the guest; its reset value is not kept by "
            + context.target.host.name
          : "\(id.description): \(context.target.host.name) clears the bits it has just set"
      )
      finding.register = id.description
      finding.source = "0x" + String(before, radix: 16)
      finding.target = "0x" + String(after, radix: 16)
      finding.bits = "0x" + hexadecimal(lost, digits: 16)
      finding.beyondKvm = true
      finding.remedy = FindingKind.pmuStateLost.remedy
      return finding
    }
  }

  private static let controlRegister = RegisterID(
    RegisterNames.standard.encoding(named: "PMCR_EL0") ?? Encoding(packed: 0)
  )

  private static let counterRegisters: [RegisterID] = [
    "PMCNTENSET_EL0", "PMINTENSET_EL1", "PMOVSSET_EL0",
  ].compactMap { RegisterID($0) }

  /// True for KVM's reset poison, whole or masked by some number of counters.
  private static func isPoison(_ value: UInt64) -> Bool {
    let poison: UInt64 = 0x1de7_ec7e_dbad_c0de
    if value == poison || value == poison & 0xffff_ffff { return true }
    return (0...31).contains { counters in
      value == poison & (1 << 31 | ((1 << UInt64(counters)) - 1))
    }
  }

  /// PMMIR_EL1, which older kernels do not show.
  private func slots(_ replay: Replay) -> [Finding] {
    guard let id = Self.slotRegister, replay.targetOnly.contains(id),
      let slots = context.target.profile.registers[id]?.first
    else { return [] }
    var finding = FindingKind.pmuSlots.finding(
      slots == 0 ? .note : .warn,
      id.description,
      "\(id.description) appears in the guest, with \(slots) slots"
    )
    finding.register = id.description
    finding.target = "0x" + String(slots, radix: 16)
    finding.beyondKvm = true
    finding.remedy = FindingKind.pmuSlots.remedy
    return [finding]
  }

  private static let slotRegister = RegisterID("PMMIR_EL1")

  /// The identity of another CPU, accepted through KVM_CAP_ARM_WRITABLE_IMP_ID_REGS.
  private func foreignIdentity(_ captured: RegisterFile, _ replay: Replay) -> [Finding] {
    guard context.guest.writesImplementationIDs else { return [] }
    return Self.identityRegisters.compactMap { id in
      guard let vm = captured[id]?.first,
        let host = context.target.profile.registers[id]?.first, vm != host,
        !replay.refusals.contains(where: { $0.register == id })
      else { return nil }
      var finding = FindingKind.invariantDiffers.finding(
        .warn,
        id.description,
        "\(id.description): the guest runs on a CPU it does not know, with that CPU's errata"
      )
      finding.register = id.description
      finding.source = "0x" + hexadecimal(vm, digits: 16)
      finding.target = "0x" + hexadecimal(host, digits: 16)
      finding.beyondKvm = true
      finding.remedy = "Tell the guest its target implementations (hypercall DISCOVER_IMPL_CPUS)"
      return finding
    }
  }

  private static let identityRegisters: [RegisterID] = [
    "MIDR_EL1", "REVIDR_EL1", "AIDR_EL1",
  ].compactMap { RegisterID($0) }
}
