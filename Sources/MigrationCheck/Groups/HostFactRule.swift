import ArmArchitecture
import KVMEnforcement
import MigrationState

/// One register that a VM's hosts must have in common, although KVM does not compare it.
///
/// The guest reads it from the CPU it runs on, so that it changes under a running guest.
struct HostFactRule: Sendable {
  /// The register.
  let register: String
  /// Where a host's record holds it.
  let place: KeyPath<HostDocument, RegisterState?> & Sendable
  /// The bits that the guest can tell.
  let mask: UInt64
  /// The VMs that it matters to.
  let matters: @Sendable (GuestClass) -> Bool
  /// The kind of finding when it differs.
  let kind: FindingKind
  /// What happens to the guest when it differs.
  let consequence: String
  /// The severity when a record that could hold it does not.
  let unknown: Finding.Severity

  /// The rules.
  ///
  /// - Source: `CNTFRQ_EL0`, `DCZID_EL0`, `GMID_EL1`: not virtualised, kernel
  ///   `arch/arm64/kernel/cpufeature.c` (the field tables), 7.3, no handler in `arch/arm64/kvm`.
  ///   `ICH_VTR_EL2`: kernel `arch/arm64/kvm/vgic/vgic.h` (`kvm_get_guest_vtr_el2`), 7.3, which
  ///   clears DVIM, A3V and IDbits and sets nV4.
  static let all: [HostFactRule] = [
    HostFactRule(
      register: "CNTFRQ_EL0",
      place: \.fromUserSpace,
      mask: 0xffff_ffff,
      matters: { _ in true },
      kind: .counterFrequency,
      consequence: "the guest's time would run at the wrong rate",
      unknown: .undecided
    ),
    HostFactRule(
      register: "DCZID_EL0",
      place: \.fromUserSpace,
      mask: 0x1f,
      matters: { _ in true },
      kind: .dczidDiffers,
      consequence: "DC ZVA would zero another amount of memory",
      unknown: .note
    ),
    HostFactRule(
      register: "GMID_EL1",
      place: \.fromUserSpace,
      mask: 0xf,
      matters: { $0.mte },
      kind: .invariantDiffers,
      consequence: "LDGM and STGM would move another number of tags",
      unknown: .note
    ),
    HostFactRule(
      register: "ICH_VTR_EL2",
      place: \.hostRegisters,
      mask: ~0x03b4_0000 & 0xffff_ffff,
      matters: { $0.hasEL2 && $0.gic != GICModel.none },
      kind: .gicCapabilities,
      consequence: "the guest's hypervisor would use list registers and priorities that are not "
        + "there",
      unknown: .note
    ),
  ]
}

extension HostDocument {
  /// What user space reads; nil for a record whose format cannot hold it.
  fileprivate var fromUserSpace: RegisterState? {
    userIdRegisters.count == 0 ? nil : userIdRegisters
  }
}
