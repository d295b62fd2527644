import ArmArchitecture
import KVMEnforcement
import MigrationState

extension RecordCheck {
  /// ID registers of which the vCPUs of a snapshot hold different values although KVM keeps one for
  /// the whole VM: at least one vCPU's capture is of another VM, or of another moment.
  ///
  /// - Source: kernel `arch/arm64/include/asm/kvm_host.h` (`struct kvm_arch`: `id_regs`, `midr_el1`,
  ///   `revidr_el1`, `aidr_el1`, `ctr_el0`), 6.12 to 7.3; the others are read from the host's CPU.
  var disagreements: [Finding] {
    guard let vcpus = request.guest.snapshot?.vcpus, vcpus.count > 1, let first = vcpus.first else {
      return []
    }
    let others = vcpus.dropFirst()
    return zip(first.registers.ids, first.registers.values).compactMap { id, value in
      guard id.encoding.map(Self.isOfVM) ?? false,
        let other = others.first(where: { $0.registers[id].map { $0 != value } ?? false }),
        let differing = other.registers[id]
      else { return nil }
      var finding = FindingKind.vcpusDiffer.finding(
        .undecided,
        id.description,
        "\(id) is \(value.hexadecimal(width: id.width)) in vCPU \(first.index) of "
          + "\(request.guest.name) and \(differing.hexadecimal(width: id.width)) in vCPU "
          + "\(other.index), but KVM keeps one value for a VM"
      )
      finding.register = id.description
      finding.remedy = FindingKind.vcpusDiffer.remedy
      return finding
    }
  }

  /// True for the ID registers that KVM keeps once for a VM; MPIDR_EL1 and the description of the
  /// caches are each vCPU's own.
  private static func isOfVM(_ encoding: Encoding) -> Bool {
    IDRegisters.isIDSpace(encoding) || ofVM.contains(encoding)
  }

  private static let ofVM = Set(
    ["MIDR_EL1", "REVIDR_EL1", "AIDR_EL1", "CTR_EL0"].compactMap {
      RegisterNames.standard.encoding(named: $0)
    }
  )
}
