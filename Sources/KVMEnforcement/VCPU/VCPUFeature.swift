/// A feature that userspace asks for when it initialises a vCPU.
///
/// - Source: kernel `arch/arm64/include/uapi/asm/kvm.h` (`KVM_ARM_VCPU_*`), 7.3.
public enum VCPUFeature: String, Sendable, CaseIterable {
  /// EL1 runs AArch32 (`KVM_ARM_VCPU_EL1_32BIT`, bit 1).
  case el1AArch32 = "el1-32bit"
  /// PSCI 0.2 or later (`KVM_ARM_VCPU_PSCI_0_2`, bit 2).
  case psci = "psci-0.2"
  /// A PMUv3 (`KVM_ARM_VCPU_PMU_V3`, bit 3).
  case pmuV3 = "pmu-v3"
  /// SVE (`KVM_ARM_VCPU_SVE`, bit 4).
  case sve
  /// Address authentication (`KVM_ARM_VCPU_PTRAUTH_ADDRESS`, bit 5).
  case ptrauthAddress = "ptrauth-address"
  /// Generic authentication (`KVM_ARM_VCPU_PTRAUTH_GENERIC`, bit 6).
  case ptrauthGeneric = "ptrauth-generic"
  /// EL2: the VM can be a hypervisor (`KVM_ARM_VCPU_HAS_EL2`, bit 7).
  case el2
  /// EL2 with HCR_EL2.E2H fixed to 0 (`KVM_ARM_VCPU_HAS_EL2_E2H0`, bit 8).
  case el2E2H0 = "el2-e2h0"

  /// The bit of `struct kvm_vcpu_init.features`, 1 to 8.
  public var bit: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// The set of features a vCPU was initialised with; order does not matter.
public typealias VCPUFeatures = Set<VCPUFeature>
