import ArmArchitecture
import KVMEnforcement
import MigrationState

extension RecordCheck {
  /// ID registers of which the vCPUs of a snapshot hold different values although KVM keeps one for
  /// the whole VM: at least one vCPU's capture is of another VM, or of another moment.
  ///
  /// - Source: kernel `arch/arm64/include/asm/kvm_host.h` (`struct kvm_arch`: `id_regs`, `midr_el1`,
  ///   `revidr_el1`, `aidr_el1`, `ctr_el0`), 6.12 to 7.3; the others are read from the host's CPU.
  ///
  /// Each vCPU is compared with the first that has the register; a finding names those that differ.
  ///
  /// - Complexity: O(*n*) in the registers of the vCPUs.
  var disagreements: [Finding] {
    guard let vcpus = request.guest.snapshot?.vcpus, vcpus.count > 1 else { return [] }
    typealias Holder = (vcpu: Int, value: RegisterValue)
    var held: [RegisterID: (first: Holder, differing: [Holder])] = [:]
    var ids: [RegisterID] = []
    var ofVM: [Int] = []
    for vcpu in vcpus {
      // Nearly always every vCPU has the same list.
      if vcpu.registers.ids != ids {
        ids = vcpu.registers.ids
        ofVM = ids.indices.filter { ids[$0].encoding.map(Self.isOfVM) ?? false }
      }
      for place in ofVM {
        let holder: Holder = (vcpu.index, vcpu.registers.values[place])
        guard let first = held[ids[place]]?.first else {
          held[ids[place]] = (holder, [])
          continue
        }
        if holder.value != first.value { held[ids[place]]?.differing.append(holder) }
      }
    }
    return held.sorted { $0.key < $1.key }.compactMap { id, holders in
      let first = holders.first
      guard let other = holders.differing.first else { return nil }
      var finding = FindingKind.vcpusDiffer.finding(
        .undecided,
        id.description,
        "\(id) is \(first.value.hexadecimal(width: id.width)) in vCPU \(first.vcpu) of "
          + "\(request.guest.name) and \(other.value.hexadecimal(width: id.width)) in vCPU "
          + "\(other.vcpu), but KVM keeps one value for a VM"
      )
      finding.register = id.description
      finding.vcpus = FindingCollector.ranges(holders.differing.map(\.vcpu).sorted())
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
