import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A VM's configuration as the kernel of one host takes it.
public struct EffectiveConfiguration: Sendable {
  /// The host.
  public let host: HostView
  /// What its kernel derives from the VM's configuration.
  public let plan: ConfigurationPlan
  /// The rules for the VM's state.
  public let rules: StateRules
  /// ID registers that no record tells and that such a vCPU has there; they count as 0.
  public let unknown: [Encoding]
  /// The registers of a fresh vCPU there; nil when the record does not tell.
  let fresh: RegisterFile?

  /// Evaluates a VM's configuration on a host.
  ///
  /// - Parameters:
  ///   - guest: the VM; its ID registers come from the captured state, else from the definition, else
  ///     from the host it was created on.
  ///   - createdOn: that host; nil when unknown.
  ///   - host: the host whose kernel is asked.
  /// - Throws: `KernelModelError` when the kernel, or a VM with EL2 on it, is not modelled.
  public init(
    _ guest: Guest,
    createdOn: HostView? = nil,
    on host: HostView
  ) throws(KernelModelError) {
    let guestClass = GuestClass(guest, createdOn: createdOn)
    self.host = host
    plan = try KernelModel(host.kernel).plan(for: host.configuration(of: guestClass))
    rules = StateRules(plan)
    guard let side = Side(host, for: guestClass) else {
      unknown = []
      fresh = nil
      return
    }
    fresh = side.profile.registers
    let limits = AdmissionPlan(
      profile: side.profile,
      kernel: host.kernel,
      facts: host.facts
    ).limits
    unknown = guest.configuredRegisters(guestClass, wanted: limits).unknown
  }
}

extension HostView {
  /// The configuration of a VM as this host's kernel takes it: with the host's own registers.
  ///
  /// An interrupt controller that no record tells is what the ID registers show, since creating it
  /// sets their fields.
  func configuration(of guest: GuestClass) -> VMConfiguration {
    var values = maskRegisters
    for (register, value) in guest.idRegisters.idRegisters.knownRegisters {
      values[register.encoding] = value
    }
    return VMConfiguration(
      idRegisters: values,
      vcpuFeatures: guest.features,
      gic: guest.gic ?? GICModel(shownBy: values),
      mte: guest.mte
    )
  }
}

extension GICModel {
  /// The interrupt controller whose fields ID registers show; GICv2 shows none, as no vGIC does.
  ///
  /// - Source: kernel `arch/arm64/kvm/vgic/vgic-init.c` (`kvm_vgic_finalize_idregs`), 7.3.
  init(shownBy values: IDRegisterValues) {
    func content(_ path: String) -> UInt64 {
      IDRegisters.standard.field(path).map { values[$0] } ?? 0
    }
    self =
      content("ID_AA64PFR2_EL1.GCIE") > 0 ? .v5 : content("ID_AA64PFR0_EL1.GIC") > 0 ? .v3 : .none
  }
}
