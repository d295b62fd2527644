import ArmArchitecture
import KVMEnforcement
import MigrationState

extension TrapCapabilities {
  /// The trap capabilities that a host's record tells.
  ///
  /// The CPU's identity counts only on a host with one kind of CPU.
  init(_ host: HostDocument) {
    let profiles = host.vcpuProfiles.filter { $0.error == nil }
    let plain = profiles.firstIndex { $0.vcpuFeatures.isSubset(of: [.psci]) && !$0.mte }
    self.init(
      kernelLines: host.kernelCpuFeatures,
      plain: plain.map { profiles[$0].registers.idRegisters },
      others: profiles.indices.filter { $0 != plain }.map { profiles[$0].registers.idRegisters },
      midr: host.cpus.count == 1 ? host.cpus[0].midr : nil
    )
  }
}

extension HostFeatures {
  /// What a host's CPUs implement, as its record tells.
  ///
  /// The CPU's identity counts only on a host with one kind of CPU.
  init(_ host: HostDocument, kernel: KernelVersion, traps: TrapCapabilities) {
    self.init(
      kernel: kernel,
      profiles: host.vcpuProfiles.filter { $0.error == nil }.map {
        Profile(
          vcpuFeatures: $0.vcpuFeatures,
          mte: $0.mte,
          idRegisters: $0.registers.idRegisters
        )
      },
      kernelLines: host.kernelCpuFeatures,
      userRegisters: host.userIdRegisters.idRegisters,
      capabilities: traps,
      midr: host.cpus.count == 1 ? host.cpus[0].midr : nil
    )
  }
}

extension HostDocument {
  /// The registers of the host itself that decide masks: SMIDR_EL1, PMSIDR_EL1, TRBIDR_EL1 and
  /// ICH_VTR_EL2; one that the record lacks is 0.
  ///
  /// ICH_VTR_EL2.TDS of a record without the register follows the kernel's line.
  ///
  /// - Source: kernel `arch/arm64/kernel/cpufeature.c` (`can_trap_icv_dir_el1`), 7.3.
  var maskRegisters: IDRegisterValues {
    var values = hostRegisters?.idRegisters ?? IDRegisterValues()
    if let field = IDRegisters.standard.field("ICH_VTR_EL2.TDS"), !values.isKnown(field.encoding),
      kernelCpuFeatures?.contains("ICV_DIR_EL1 trapping") ?? false
    {
      values[field] = 1
    }
    return values
  }
}
