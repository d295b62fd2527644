import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 6: defects of the target's kernel that the VM can meet.
struct DefectCheck: GroupCheck {
  let findings: [Finding]

  init(_ context: MoveContext) {
    let source = context.sourceHost?.kernel
    findings = Self.all.compactMap { defect in
      guard defect.kernels.contains(where: { $0.contains(context.target.host.kernel) }),
        defect.isMet(context)
      else { return nil }
      let isKnownAtSource = source.map { kernel in
        defect.kernels.contains { $0.contains(kernel) }
      }
      let severity: Finding.Severity =
        if context.isSameHost, isKnownAtSource == true {
          .note
        } else {
          defect.crashesHost && isKnownAtSource == false ? .refuse : .warn
        }
      var finding = FindingKind.knownDefect.finding(
        severity,
        context.target.host.name,
        "kernel \(context.target.host.kernelName) on \(context.target.host.name): "
          + defect.description
      )
      finding.beyondKvm = true
      finding.remedy = FindingKind.knownDefect.remedy
      return finding
    }
  }

  /// One defect.
  struct Defect: Sendable {
    /// The kernels that have it.
    let kernels: [KernelRange]
    /// What happens, and when.
    let description: String
    /// True when a guest can take the host down.
    let crashesHost: Bool
    /// Whether the VM can meet it on the target.
    let isMet: @Sendable (MoveContext) -> Bool
  }

  /// The defects.
  ///
  /// - Source: guests run on 6.12.107, 6.16.12, 6.18.15, 7.2.11 and 7.3.4; kernel
  ///   `arch/arm64/kvm/nested.c` (6.9 to 6.12, `kvm_init_nv_sysregs`) and
  ///   `arch/arm64/kvm/config.c` (6.16, commit 001e032c0f3f).
  static let all: [Defect] = [
    Defect(
      kernels: ranges("6.18", "7.2..7.3"),
      description: "a guest with EL2 that reads SCTLR2_EL2 crashes the host",
      crashesHost: true,
      isMet: { $0.guest.hasEL2 && has("SCTLR2_EL2", $0) }
    ),
    Defect(
      kernels: ranges("6.18"),
      description:
        "a guest with EL2 and ID_AA64MMFR0_EL1.FGT = 0 that uses PIR_EL1 crashes the host",
      crashesHost: true,
      isMet: { $0.guest.hasEL2 && has("PIR_EL1", $0) && field("ID_AA64MMFR0_EL1.FGT", $0) == 0 }
    ),
    Defect(
      kernels: ranges("6.9..6.12"),
      description: "the RES0 bits of HDFGWTR_EL2 are applied to HFGWTR_EL2, those of HDFGWTR_EL2 "
        + "not at all",
      crashesHost: false,
      isMet: { $0.guest.hasEL2 }
    ),
    Defect(
      kernels: ranges("6.16"),
      description: "bits of FEAT_Debugv8p9 follow ID_AA64DFR0_EL1.PMUVer instead of DebugVer",
      crashesHost: false,
      isMet: { $0.guest.hasEL2 && (field("ID_AA64DFR0_EL1.PMUVer", $0) ?? 0) >= 9 }
    ),
  ]

  private static func ranges(_ texts: String...) -> [KernelRange] {
    texts.compactMap { KernelRange($0) }
  }

  private static func has(_ name: String, _ context: MoveContext) -> Bool {
    RegisterID(name).map { context.target.profile.registers[$0] != nil } ?? false
  }

  private static func field(_ path: String, _ context: MoveContext) -> UInt64? {
    IDRegisters.standard.field(path).flatMap { field in
      context.guest.idRegisters[field.encoding].map(field.bits.extract)
    }
  }
}

extension DefectCheck {
  /// None: it judges hosts and configurations alone.
  func judgedBits(_ id: RegisterID) -> UInt64 { 0 }
}
