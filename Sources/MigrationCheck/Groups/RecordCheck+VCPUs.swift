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
  /// - Complexity: O(*n*) in the vCPUs with the same list of registers.
  var disagreements: [Finding] {
    guard let vcpus = request.guest.snapshot?.vcpus, vcpus.count > 1, let first = vcpus.first else {
      return []
    }
    let (ids, values) = (first.registers.ids, first.registers.values)
    let ofVM = ids.indices.filter { ids[$0].encoding.map(Self.isOfVM) ?? false }
    var differing: [Int: (vcpu: Int, value: RegisterValue)] = [:]
    for vcpu in vcpus.dropFirst() {
      let isAlike = vcpu.registers.ids == ids
      for place in ofVM where differing[place] == nil {
        let value = isAlike ? vcpu.registers.values[place] : vcpu.registers[ids[place]]
        if let value, value != values[place] { differing[place] = (vcpu.index, value) }
      }
    }
    return differing.sorted { $0.key < $1.key }.map { place, other in
      let id = ids[place]
      var finding = FindingKind.vcpusDiffer.finding(
        .undecided,
        id.description,
        "\(id) is \(values[place].hexadecimal(width: id.width)) in vCPU \(first.index) of "
          + "\(request.guest.name) and \(other.value.hexadecimal(width: id.width)) in vCPU "
          + "\(other.vcpu), but KVM keeps one value for a VM"
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
